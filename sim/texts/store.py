"""What is said of a folder of results: what is wrong with it, what is in it, and what became of a sweep."""

from sim.texts.text import Text

STORE: dict[str, Text] = {
    "store.locked": Text(
        "another process is writing to {name} ({holder}): wait for it, or choose another folder",
        "另一进程正在写入 {name}（{holder}），请等待其结束，或另选文件夹",
    ),
    "store.not_a_store": Text(
        "{name} is not a folder of results: name one that `renqi sweep` has written",
        "{name} 不是结果文件夹，请给出 `renqi sweep` 生成的文件夹",
    ),
    "store.not_empty": Text(
        "{name} holds other files: choose an empty folder", "{name} 中已有其他文件，请另选空文件夹"
    ),
    "store.other_plan": Text(
        "{name} was begun with another {what}: choose another folder, or go back to what it was begun with",
        "{name} 开始时所用的{what}与现在不同，请另选文件夹，或改回原来的设置",
    ),
    "store.what.plan": Text("study", "研究"),
    "store.what.model": Text("version of the model", "模型版本"),
    "store.what.metrics_version": Text("version of the metrics", "指标版本"),
    "store.what.metrics": Text("list of metrics", "指标清单"),
    "store.what.moments": Text("choice of moments", "矩的设置"),
    "store.what.keep": Text("choice of tables", "保留表设置"),
    "store.what.seed": Text("seed", "随机数种子"),
    "store.damaged": Text(
        "{name} is damaged at line {line}: restore it from a copy, or begin again in another folder",
        "{name} 第 {line} 行已损坏，请用备份恢复，或在另一文件夹中重新开始",
    ),
    "store.newer": Text(
        "{name} was written by a newer version of Renqi (format {value}): use that version",
        "{name} 由更新版本的 Renqi 写成（格式 {value}），请使用该版本",
    ),
    "store.disk_full": Text(
        "there is no room left to write to {name}: make room and give the same command again; nothing finished is lost",
        "{name} 所在磁盘空间不足，请腾出空间后重新执行同一命令，已完成的结果不会丢失",
    ),
    "store.cannot_write": Text(
        "cannot write to {name} ({why}): mend that and give the same command again; nothing finished is lost",
        "无法写入 {name}（{why}），请排除故障后重新执行同一命令，已完成的结果不会丢失",
    ),
    "store.not_shared": Text(
        "a worker cannot see {name}: choose a folder that all workers share",
        "有工作进程看不到 {name}，请选用各工作进程共享的文件夹",
    ),
    "store.other_worker": Text(
        "a worker runs another version of the model than this process ({theirs}, {ours}): install the same version",
        "有工作进程的模型版本与本进程不同（{theirs}，{ours}），请安装同一版本",
    ),
    "store.killed_twice": Text("killed its worker twice and was set aside", "两次导致工作进程异常终止，已隔离"),
    "store.batch_dies": Text(
        "a batch of runs keeps killing its worker, and no run of it does so alone, as when memory runs out:"
        " choose a smaller --batch",
        "一批运行反复导致工作进程终止，而单独运行时均正常，可能是内存不足，请减小 --batch",
    ),
    "store.needs_dask": Text(
        "--dask needs the package dask: install Renqi with its extra `cluster`",
        "--dask 需要 dask 软件包，请安装 Renqi 的 `cluster` 附加组件",
    ),
    "store.no_cluster": Text(
        "no dask scheduler answers at {name}: check the address", "{name} 处没有 dask 调度器应答，请检查地址"
    ),
}
"""Texts about folders of results by key."""
