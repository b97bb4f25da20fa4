"""The names of a chief's options and of the terms of their values."""

from sim.texts.text import Text

OPTION_WORDS: dict[str, Text] = {
    "development": Text("long-run development", "长远发展"),
    "showcase": Text("showcase projects", "政绩工程"),
    "lobbying": Text("lobbying", "跑官要官"),
    "routine": Text("routine and covering oneself", "应付事务与自保"),
    "coasting": Text("coasting", "消极懈怠"),
}
"""Keys are those of `sim.mechanisms.choice.OPTIONS`."""

TERM_WORDS: dict[str, Text] = {
    "development.promotion": Text("promotion that lasting work wins", "实绩带来的晋升机会"),
    "development.upgrade": Text("upgrade in place that lasting work wins", "实绩带来的就地提级"),
    "development.bonus": Text("bonus for lasting work", "实绩带来的考核奖金"),
    "development.service": Text("will to serve", "为民服务动机"),
    "development.complaints": Text("risk of unfounded complaints", "被诬告错告的风险"),
    "showcase.promotion": Text("promotion that show wins", "形象工程带来的晋升机会"),
    "showcase.upgrade": Text("upgrade in place that show wins", "形象工程带来的就地提级"),
    "showcase.bonus": Text("bonus for show", "形象工程带来的考核奖金"),
    "lobbying.promotion": Text("promotion that ties win", "关系带来的晋升机会"),
    "lobbying.way_out": Text("way out that ties mend", "关系换来的届满出路"),
    "lobbying.unease": Text("cost in money and self-respect", "金钱与自尊的代价"),
    "lobbying.risk": Text("risk of losing the post", "被查处的风险"),
    "routine.demands": Text("demands from above met", "应付上级要求"),
    "routine.blame": Text("blame for unrest warded off", "规避不稳定事件的责任"),
    "routine.vetoes": Text("vetoes warded off", "规避一票否决"),
    "routine.caution": Text("caution after an incident", "出事之后求稳怕乱"),
    "coasting.rest": Text("rest", "清闲"),
    "coasting.low_morale": Text("low morale", "士气低落"),
    "coasting.fatigue": Text("fatigue", "疲惫"),
}
"""Keys are option and term, as in `sim.mechanisms.choice.TERMS`."""
