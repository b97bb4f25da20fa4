"""What `renqi explain` says: one chief in one month, and one person's way through the posts."""

from sim.texts.text import Text

EXPLAIN: dict[str, Text] = {
    "cli.explain": Text(
        "Why one chief did what he did in one month, what threatened his post, and who stood for it; or one person's way.",
        "解释某位正职在某月为何如此行事、面临哪些去职风险、职位出缺时由谁竞争；或追踪某名干部的任职经历。",
    ),
    "cli.option.county": Text("The county: its name, or its number from 0.", "县：名称，或从 0 起的编号。"),
    "cli.option.role": Text("secretary or head.", "职务：secretary（书记）或 head（县长）。"),
    "cli.option.month": Text("The month, such as 2005-03.", "月份，如 2005-03。"),
    "cli.option.replicate": Text(
        "Number of the simulated future, from 0 (default 0).", "模拟未来的编号，从 0 起（默认 0）。"
    ),
    "cli.option.trace": Text(
        "Instead: the way of the cadre with this number; any: of the first to rise from county deputy to deputy-bureau rank.",
        "改为追踪该编号干部的经历；any 表示首位由县级副职升至副厅级者。",
    ),
    "explain.missing": Text(
        "{name} is missing: name --county, --role and --month, or ask for --trace",
        "缺少 {name}，请给出 --county、--role 和 --month，或改用 --trace",
    ),
    "explain.both": Text(
        "--trace tells a person's whole way: leave out {name}", "--trace 追踪个人全部经历，请去掉 {name}"
    ),
    "explain.bad_month": Text(
        "--month must be a month such as 2005-03, not `{value}`", "--month 应为 2005-03 一类的月份，不能是 `{value}`"
    ),
    "explain.month_outside": Text(
        "{month} is not simulated: choose a month from {first} to {last}",
        "{month} 不在模拟时段内，请选择 {first} 至 {last} 之间的月份",
    ),
    "explain.vacant": Text(
        "{post}: vacant in {month}, and nobody was considered for it then: choose another month",
        "{post}：{month} 空缺，且当月未考察人选，请另选月份",
    ),
    "explain.several": Text(
        "{count} counties are called `{name}`: give the number of one of them, {numbers}",
        "有 {count} 个县名为 `{name}`，请改用编号：{numbers}",
    ),
    "explain.bad_cadre": Text(
        "--trace must be the number of a cadre or `any`, not `{value}`", "--trace 应为干部编号或 `any`，不能是 `{value}`"
    ),
    "explain.no_cadre": Text(
        "no cadre {value} held a post in this future: numbers are found with --trace any or in the ledger",
        "本次模拟未来中没有编号为 {value} 的干部任职，编号可用 --trace any 或从台账中查得",
    ),
    "explain.nobody": Text(
        "nobody rose from county deputy to deputy-bureau rank within this future: try another --replicate or a larger --world",
        "本次模拟未来中无人由县级副职升至副厅级，请换一个 --replicate 或更大的 --world",
    ),
    "explain.post": Text("{kind}, {place}", "{place}{kind}"),
    "explain.title": Text("{post}, {month}", "{post}，{month}"),
    "explain.of": Text("{title}; future {replicate}, seed {seed}", "{title}；模拟未来{replicate}，种子{seed}"),
    "explain.span": Text("{years} y {months} m", "{years}年{months}个月"),
    "explain.age": Text("aged {years} y {months} m", "{years}岁{months}个月"),
    "explain.chief": Text(
        "Cadre {cadre}, {age}, in post for {tenure} (since {since}); came from: {source}.",
        "干部{cadre}，{age}，任现职{tenure}（自{since}起）；来源：{source}。",
    ),
    "explain.acting": Text("Acting head: not yet elected by the people's congress.", "代县长，尚未经人民代表大会选举。"),
    "explain.empty": Text("The post is vacant when the month begins.", "月初该职位空缺。"),
    "explain.choice": Text(
        "What his options are worth to him, in hundredths of a promotion for a month of undivided effort",
        "各选项对其的价值（全力投入一个月所值；单位：一次晋升价值的百分之一）",
    ),
    "explain.option": Text("option and its terms", "选项及其构成"),
    "explain.value": Text("value", "价值"),
    "explain.effort": Text("effort, %", "精力占比（%）"),
    "explain.stay": Text(
        "Losing the post would cost him {stay} hundredths of a promotion.", "一旦失去现职，其损失相当于一次晋升价值的{stay}%。"
    ),
    "explain.risks": Text("What may end his time in the post this month", "当月可能导致其离任的因素"),
    "explain.risk": Text("risk", "因素"),
    "explain.chance": Text("chance, %", "概率（%）"),
    "explain.risks_note": Text(
        "Each as if it were alone; of several in one month the first happens.",
        "各项均按单独发生计；同月有多项时，以最先发生者为准。",
    ),
    "explain.risk.misconduct": Text("misconduct that costs the post comes to light", "足以免职的违纪问题暴露"),
    "explain.risk.review": Text("the same, in the review due this month", "足以免职的违纪问题在当月例行审查中发现"),
    "explain.risk.complaint": Text("falls over an unfounded complaint", "因不实举报去职"),
    "explain.risk.age": Text("reaches the age limit", "年龄到限"),
    "explain.risk.term_end": Text("the longest tenure is up, and he goes", "任职年限届满离任"),
    "explain.risk.death": Text("death or lasting illness", "病故或因病离任"),
    "explain.risk.lobbying": Text("caught lobbying", "跑官要官被查处"),
    "explain.risk.failure": Text("removed for failure", "因不称职被免职"),
    "explain.risk.discord": Text("the pair is separated (who has to go is drawn)", "党政正职不团结被调整（调离何人由随机数决定）"),
    "explain.risk.plan": Text("it is resolved to move him", "组织上决定调整其职务"),
    "explain.risk.request": Text("he asks to be moved", "本人请求调动"),
    "explain.waiting.PLANNED_MOVE": Text(
        "It was resolved in {month} to move him; he waits for a place.", "组织上已于{month}决定调整其职务，正等待职位。"
    ),
    "explain.waiting.REQUEST": Text(
        "He asked in {month} to be moved and waits for a place.", "本人已于{month}请求调动，正等待职位。"
    ),
    "explain.event.none": Text("What happened: he stays.", "结果：继续留任。"),
    "explain.event.PLANNED_MOVE": Text("What happened: it is resolved to move him.", "结果：组织上决定调整其职务。"),
    "explain.event.REQUEST": Text("What happened: he asks to be moved.", "结果：本人请求调动。"),
    "explain.event.left": Text(
        "What happened: he leaves. Reason: {reason}. Goes to: {destination}.", "结果：离任。原因：{reason}。去向：{destination}。"
    ),
    "explain.stood": Text("Other posts he was considered for this month", "当月其作为人选的其他职位"),
    "explain.stood_post": Text("post", "职位"),
    "explain.candidates": Text("candidates", "人选数"),
    "explain.place": Text("his place", "其名次"),
    "explain.outcome": Text("outcome", "结果"),
    "explain.appointment": Text(
        "Who was considered for the post (vacant since {month}; last incumbent: {reason})",
        "该职位的人选（自{month}起空缺；前任离任原因：{reason}）",
    ),
    "explain.appointment_first": Text(
        "Who was considered for the post (vacant since {month})", "该职位的人选（自{month}起空缺）"
    ),
    "explain.candidate": Text("candidate", "人选"),
    "explain.age_head": Text("age", "年龄"),
    "explain.part.appraisal": Text("appraisal", "考核"),
    "explain.part.ties": Text("ties", "关系"),
    "explain.part.seniority": Text("seniority", "资历"),
    "explain.part.age": Text("over age", "超龄"),
    "explain.part.post": Text("present post", "现职"),
    "explain.part.taste": Text("taste", "偏好"),
    "explain.score": Text("score", "得分"),
    "explain.outsider": Text("somebody from outside the prefecture", "外地或省直人选"),
    "explain.cadre": Text("cadre", "干部编号"),
    "explain.answer.won": Text("appointed", "任命"),
    "explain.answer.declined": Text("declined", "婉拒"),
    "explain.answer.not_cleared": Text("not cleared", "审查未通过"),
    "explain.others": Text("{count} others scored lower.", "其余{count}人得分较低。"),
    "explain.score_note": Text(
        "A score is the sum of its parts, in log odds; taste is what the department weighs and no score shows. "
        "The chance is that of being the first choice before tastes are known.",
        "得分为各部分之和（对数几率）；“偏好”指组织部门所考虑而分数未体现的因素。概率指偏好未知时成为首选的可能性。",
    ),
    "trace.title": Text("The way of cadre {cadre}", "干部{cadre}的任职经历"),
    "trace.first": Text("{number}. {month}, {age}: {post}.", "{number}. {month}，{age}：{post}。"),
    "trace.then": Text(
        "{number}. {month}, {age}, after {tenure}: {post}.", "{number}. {month}，{age}，任前职{tenure}后：{post}。"
    ),
    "trace.before": Text("He came to it before the window, so that nothing is on record of how.", "任职早于模拟时段，无选任记录。"),
    "trace.vacancy": Text(
        "The post had been vacant since {month}; its last incumbent had left: {reason}.", "该职位自{month}起空缺，前任离任原因：{reason}。"
    ),
    "trace.chain": Text(
        "It is step {step} of a chain of moves that one vacancy higher up or elsewhere began.",
        "这是另一处空缺引起的连锁调动中的第{step}步。",
    ),
    "trace.contest": Text("He was weighed among {eligible} eligible cadres.", "组织部门在{eligible}名符合条件者中比选。"),
    "trace.alone": Text("He alone was eligible.", "符合条件者仅其一人。"),
    "trace.waited": Text(
        "There was no contest: a bureau is kept for the chief who has waited longest to be moved.",
        "未经比选：市直部门正职的空缺优先安排给等待调整最久的县级正职。",
    ),
    "trace.reshuffle": Text("It was a reshuffle among the incumbents of that rank.", "属同级职位之间的调整。"),
    "trace.own_head": Text(
        "As the county's own head he stood far ahead from the start.", "作为本县县长接任，起点即明显占优。"
    ),
    "trace.refusals": Text("Chosen before him and declined: {refusals}.", "此前入选而婉拒者：{refusals}人。"),
    "trace.ahead": Text(
        "What spoke for him most was {measure}: {lead} SD above the mean of the eligible.",
        "最有利的因素是{measure}：高于符合条件者均值{lead}个标准差。",
    ),
    "trace.behind": Text(
        "He was above the mean of the eligible in nothing that is measured: the post he came from and taste decided.",
        "各项均不高于符合条件者均值：起决定作用的是原任职务和组织部门的偏好。",
    ),
    "trace.measure.performance": Text("appraisal", "考核成绩"),
    "trace.measure.tie": Text("ties to the principal", "与主要领导的关系"),
    "trace.measure.seniority_months": Text("seniority", "资历"),
    "trace.measure.competence": Text("competence", "能力"),
    "trace.still": Text("He is still in this post when the window ends in {month}.", "至{month}模拟时段结束时仍任此职。"),
    "trace.left": Text(
        "In {month}, after {tenure}, he leaves. Reason: {reason}. Goes to: {destination}.",
        "{month}离任，任职{tenure}。原因：{reason}。去向：{destination}。",
    ),
}
"""Texts of explanations by key."""
