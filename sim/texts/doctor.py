"""What `renqi doctor` says."""

from sim.texts.text import Text

DOCTOR: dict[str, Text] = {
    "doctor.versions": Text("versions", "版本"),
    "doctor.cache": Text("compiled kernels", "编译缓存"),
    "doctor.kept": Text("kept in the user's cache folder as {folder}", "保存在用户缓存目录中，名称 {folder}"),
    "doctor.temporary": Text(
        "the user's cache folder cannot be written; kept for now in a temporary folder, {folder}",
        "用户缓存目录不可写，暂存于临时目录 {folder}",
    ),
    "doctor.cube": Text("random cube", "随机数立方"),
    "doctor.cube_wrong": Text("Philox does not give its known answer", "Philox 与已知答案不符"),
    "doctor.diverges": Text("compiled and plain draws part at: {draw}", "编译与解释的抽样在此处不一致：{draw}"),
    "doctor.cube_fine": Text("known answer given; compiled and plain draws are the same", "符合已知答案，编译与解释结果一致"),
    "doctor.engines": Text("both engines", "两个引擎"),
    "doctor.engines_agree": Text(
        "the same ledger, bit for bit, over {months} months of a small world", "小型世界{months}个月的台账逐位一致"
    ),
    "doctor.engines_differ": Text("their ledgers differ at {where}", "台账在此处不一致：{where}"),
}
