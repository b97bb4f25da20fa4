"""The sources of levers in Chinese, by what their declarations say in English."""

from sim.texts.text import Text

CHINESE: dict[str, str] = {
    "assumption: congress in autumn, election at the session of the next spring; 2-9": "假设：秋季召开党代会，次年春季人代会选举；合理范围2—9",
    "assumption: bottom-up in 2006-07 and 2011-12; 3-12": "假设：2006—2007年、2011—2012年自下而上换届；合理范围3—12",
    "assumption: general retirement at 60; earlier exits from leading posts are common": "假设：一般60岁退休，领导职务常提前离任",
    "assumption: not practised in 1999-2012": "假设：1999—2012年未实行",
    "assumption: 19 secretaries in Hunan in 2009 (facts/README.md), hardly any before": "假设：2009年湖南有19名县委书记（facts/README.md），此前极少",
    "assumption: the essay names three to five": "假设：所据文章提出三至五年",
    "assumption: written in working rules, loosely kept in 1999-2012, 0.1-0.5": "假设：1999—2012年工作规则有规定而执行不严；合理范围0.1—0.5",
    "assumption: mostly when a quarrel is public, 0-0.4": "假设：多在矛盾公开后才调解；合理范围0—0.4",
    "assumption: general formulas in 1999-2012, 0.1-0.5": "假设：1999—2012年只有原则性表述；合理范围0.1—0.5",
    "assumption: the practice of 1999-2012 is the middle of the scale": "假设：以1999—2012年的做法为标度中点",
    "assumption: not practised as a rule in 1999-2012, 0-0.3": "假设：1999—2012年未普遍实行；合理范围0—0.3",
    "assumption: three months in five years on paper, a third of it in depth, 0.1-0.6": "假设：规定五年内累计三个月，其中约三分之一为深度培训；合理范围0.1—0.6",
    "assumption: courses by rank, not by need, 0-0.4": "假设：按级别而非按需调训；合理范围0—0.4",
    "assumption: most decisions in 1999-2012, 0.5-0.9": "假设：1999—2012年多数事项由书记决定；合理范围0.5—0.9",
    "assumption: the regulation on open government dates from 2008, 0.1-0.4": "假设：《政府信息公开条例》2008年起施行；合理范围0.1—0.4",
    "assumption: rare before 2013, 0-0.5": "假设：2013年以前少见；合理范围0—0.5",
    "assumption: letters and visits, rarely followed up in 1999-2012, 0.1-0.4": "假设：1999—2012年靠信访，少有查办；合理范围0.1—0.4",
    "assumption: each organ on its own in 1999-2012, 0-0.4": "假设：1999—2012年各部门各自为政；合理范围0—0.4",
    "assumption: 84 % of sellers of posts were promoted while corrupt (Pei 2016), over some three checks each; 0.05-0.2": (
        "假设：卖官者有84%带病提拔（Pei 2016），每人约经三次审查；合理范围0.05—0.2"
    ),
    "assumption: at most once a term in 1999-2012": "假设：1999—2012年每届至多一次",
    "assumption: economic responsibility audits reached few chiefs in 1999-2012, 0-0.3": "假设：1999—2012年经济责任审计覆盖的正职不多；合理范围0—0.3",
    "assumption: not the practice of 1999-2012, 0-0.2": "假设：并非1999—2012年的做法；合理范围0—0.2",
    "facts/targets.json C16: investigations 0.24 % a year before, 1.4 % in the campaign": "facts/targets.json C16：立案查处此前每年0.24%，专项期间1.4%",
    "assumption: results of the year ruled in 1999-2012, 0-0.3": "假设：1999—2012年以当年成绩为主；合理范围0—0.3",
    "assumption: the last year counted in 1999-2012, 1-2": "假设：1999—2012年只看最近一年；合理范围1—2",
    "公务员考核规定（试行）2008: every year": "《公务员考核规定（试行）》（2008年）：每年一次",
    "assumption: levels and growth, hardly starting points, in 1999-2012, 0-0.2": "假设：1999—2012年看总量和增速，很少看基础；合理范围0—0.2",
    "assumption within facts/README.md: +1 SD growth raises promotion by 12 % only, 0.7-1.5": (
        "假设，依据 facts/README.md：增长率高1个标准差，晋升率仅提高12%；合理范围0.7—1.5"
    ),
    "assumption: democratic assessment counted little in 1999-2012, 0-0.2": "假设：1999—2012年民主测评分量不大；合理范围0—0.2",
    "assumption: targets grew from level to level in 1999-2012, 0.1-0.6": "假设：1999—2012年指标层层加码；合理范围0.1—0.6",
    "assumption: birth control, public order, production safety, petitions; 2-8": "假设：计划生育、综合治理、安全生产、信访；合理范围2—8",
    "assumption: at the principal's discretion in 1999-2012, 0-0.4": "假设：1999—2012年由市委主要领导酌定；合理范围0—0.4",
    "党政领导干部职务任期暂行规定 2006, art. 3-4: one term of five years in full": "《党政领导干部职务任期暂行规定》（2006年）第三、四条：任满五年一个任期",
    "assumption: written and hardly enforced in 1999-2012, 0-0.2": "假设：1999—2012年有规定而少执行；合理范围0—0.2",
    "党政领导干部职务任期暂行规定 2006, art. 4: adjustment within the term restricted, whatever its kind": (
        "《党政领导干部职务任期暂行规定》（2006年）第四条：任期内限制调整，不论何种调整"
    ),
    "assumption: 党政领导干部职务任期暂行规定 2006, art. 4 allows it and sets no number": (
        "假设：《党政领导干部职务任期暂行规定》（2006年）第四条允许，未定比例"
    ),
    "党政领导干部职务任期暂行规定 2006, art. 6: two terms in one post, then out": "《党政领导干部职务任期暂行规定》（2006年）第六条：同一职位连任两届后不再任职",
    "assumption: hardly enforced in 1999-2012, 0-0.2": "假设：1999—2012年少有执行；合理范围0—0.2",
    "assumption within 党政领导干部交流工作规定 2006 and 选拔任用工作条例 2014, art. 54, not at the same time: 6-24": (
        "假设，依据《党政领导干部交流工作规定》（2006年）、《党政领导干部选拔任用工作条例》（2014年）第五十四条“不宜同时调整”；合理范围6—24"
    ),
    "assumption: both were moved in known cases (Wenshui 2011, facts/README.md)": "假设：已知实例中两人均被调离（2011年文水，facts/README.md）",
    "assumption: 55-58 by province in 1999-2012": "假设：1999—2012年各省为55—58岁",
    "assumption within facts/README.md: over half of 202 leaders age-ineligible (Gao 2017)": (
        "假设，依据 facts/README.md：202名领导干部中过半数超龄（Gao 2017）"
    ),
    "assumption within facts/targets.json C14: 47.8 and 45.9 on average, SD 4.3": "假设，依据 facts/targets.json C14：平均47.8岁和45.9岁，标准差4.3",
}
"""By the source as it is declared."""


def source_text(source: str) -> Text:
    """A lever's source in both languages; one without an entry is shown as it is declared."""
    return Text(source, CHINESE.get(source, source))
