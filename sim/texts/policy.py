"""A policy, a world and a place in words."""

from sim.texts.text import Text

POLICY: dict[str, Text] = {
    "policy.sentence": Text(
        "{lever}: {new} instead of {old}, from {when}, {where}. ({meaning})",
        "{lever}：由{old}改为{new}，自{when}起，适用于{where}。（{meaning}）",
    ),
    "policy.everywhere": Text("everywhere", "全部县区"),
    "policy.development.poorest": Text("the poorest third of counties", "发展水平最低的三分之一县区"),
    "policy.development.middle": Text("the middle third of counties by development", "发展水平居中的三分之一县区"),
    "policy.development.richest": Text("the richest third of counties", "发展水平最高的三分之一县区"),
    "policy.difficulty.easiest": Text("the third of counties that are easiest to govern", "治理难度最低的三分之一县区"),
    "policy.difficulty.middle": Text("the middle third of counties by difficulty", "治理难度居中的三分之一县区"),
    "policy.difficulty.troubled": Text("the most troubled third of counties", "治理难度最高的三分之一县区"),
    "policy.drawn.prefecture": Text("a drawn {share} % of prefectures", "随机抽取的{share}%的地级市"),
    "policy.drawn.county": Text("a drawn {share} % of counties", "随机抽取的{share}%的县区"),
    "world.tiny": Text(
        "a small test world of {counties} counties in {prefectures} prefectures", "{prefectures}个市、{counties}个县的小型测试世界"
    ),
    "world.province": Text(
        "{counties} counties in {prefectures} prefectures, generated from the published figures of {province}",
        "按{province}公开数据生成的{prefectures}个市、{counties}个县",
    ),
    "world.national": Text(
        "{counties} counties in {prefectures} prefectures of 27 provinces and regions",
        "27个省区的{prefectures}个市、{counties}个县",
    ),
    "world.roster": Text(
        "{counties} counties in {prefectures} prefectures of the user's own table",
        "使用者自备名册中的{prefectures}个市、{counties}个县",
    ),
    "policy.position": Text("{name} ({value}: {words})", "{name}（{value}：{words}）"),
    "position.appraisal_interval_months.yearly": Text("every year", "每年一次"),
    "position.appraisal_interval_months.mid_term": Text("every two and a half years", "每两年半一次（届中、届末）"),
    "position.appraisal_interval_months.end_of_term": Text("every five years", "每五年一次（届末）"),
    "position.minimum_tenure_scope.promotion": Text("promotions only", "仅限制晋升"),
    "position.minimum_tenure_scope.all_moves": Text("all moves", "限制一切调动"),
    "position.pair_gap_discord_exemption.one_stays": Text("one of them stays", "只调离一人"),
    "position.pair_gap_discord_exemption.both_may_go": Text("both may go at once", "可同时调离"),
}
