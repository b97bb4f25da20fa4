"""What further published figures are called (`experiments.calibration.further`)."""

from sim.texts.text import Text

MOMENTS: dict[str, Text] = {
    "moment.exit_age_secretary": Text("age at exit, secretaries", "县委书记离任时年龄"),
    "moment.exit_age_head": Text("age at exit, heads", "县长离任时年龄"),
    "moment.yearly_promotion_secretary": Text("promoted within a year, secretaries", "县委书记年晋升率"),
    "moment.yearly_promotion_both": Text("promoted within a year, both chiefs", "党政正职合计年晋升率"),
    "moment.promotions_per_prefecture": Text(
        "promotions of secretaries in an average prefecture", "平均每个地级市每年晋升的县委书记人数"
    ),
    "moment.joint_beyond_clustering": Text(
        "both change, no succession, beyond clustering by province and year",
        "两正职同年更换且县长未接任书记，超出同省同年集中调整所致的部分",
    ),
    "moment.started_over_8_years_head": Text(
        "heads followed from the start: more than eight years", "自任职起追踪的县长任职超过八年的比例"
    ),
    "moment.started_over_10_years_head": Text(
        "heads followed from the start: more than ten years", "自任职起追踪的县长任职超过十年的比例"
    ),
    "moment.acting_in_both": Text(
        "own head succeeds: no other head yet at the year-end", "县长接任书记后，年末县长职位尚无他人接任的比例"
    ),
    "moment.term_end_growth_secretary": Text(
        "secretaries who leave, promoted: more for +1 SD of growth", "离任书记晋升比例：任内增长率每高1个标准差的增量"
    ),
    "moment.term_end_growth_head": Text(
        "heads who leave, promoted: more for +1 SD of growth", "离任县长晋升比例：任内增长率每高1个标准差的增量"
    ),
    "moment.promotion_peak_age_secretary": Text(
        "secretaries: age at which promotion peaks, by a quadratic", "县委书记晋升概率最高的年龄（按年龄的二次函数估计）"
    ),
    "moment.formed_early_ratio": Text(
        "later at deputy-bureau rank: chief before 41 years 1 month, over others",
        "此后升任副厅级的比例：41岁零1个月前任县级正职者与其他人之比",
    ),
    "moment.years_to_caught": Text(
        "chiefs caught: median time since the first misconduct", "被查处的县级正职：首次违纪违法至被查处的时间（中位数）"
    ),
    "moment.busiest_year": Text(
        "time in office of most effort on development and showcase", "在发展和政绩工程上投入精力最多时的任职时间"
    ),
}
"""Texts of further moments by key."""
