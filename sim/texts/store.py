"""What is said of a folder of results: what is wrong with it, what is in it, and what became of a sweep."""

from sim.texts.text import Text

STORE: dict[str, Text] = {
    "store.locked": Text(
        "another process is writing to {name} ({holder}): wait for it, or choose another folder",
        "另一进程正在写入 {name}（{holder}），请等待其结束，或另选文件夹",
    ),
    "store.taken_over": Text(
        "another process has begun something else in {name} meanwhile: run this again, or choose another folder",
        "其间另一进程已在 {name} 中开始其他对照，请重新运行，或另选文件夹",
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
    "store.what.points": Text("number of points", "点数"),
    "store.what.model": Text("version of the model", "模型版本"),
    "store.what.metrics_version": Text("version of the metrics", "指标版本"),
    "store.what.metrics": Text("list of metrics", "指标清单"),
    "store.what.moments": Text("choice of moments", "校准指标（矩）的设置"),
    "store.what.keep": Text("choice of tables", "保留表设置"),
    "store.what.seed": Text("seed", "随机数种子"),
    "store.damaged": Text(
        "{name} is damaged at line {line}: restore it from a copy, or begin again in another folder",
        "{name} 第 {line} 行已损坏，请用备份恢复，或在另一文件夹中重新开始",
    ),
    "store.unreadable": Text(
        "something in {name} is missing or damaged: `renqi verify` tells what; restore it from a copy, or begin again in"
        " another folder",
        "{name} 中有内容缺失或损坏，可用 `renqi verify` 查明，请用备份恢复，或在另一文件夹中重新开始",
    ),
    "store.holds_runs": Text(
        "{name} holds the runs of a study, which these results would spoil: choose another folder",
        "{name} 中有一项研究的运行结果，写入会破坏这些结果，请另选文件夹",
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
    # Verbs
    "cli.sweep": Text(
        "Run a study into a folder; the same command takes it up where it stopped.",
        "运行一项研究并将结果存入文件夹，再次执行同一命令即从中断处继续。",
    ),
    "cli.sweep.dask": Text("Address of a dask scheduler to run on.", "所用 dask 调度器的地址。"),
    "cli.sweep.extend": Text(
        "Replicates to be added to those the study names (default 0).", "在研究所写次数之外增加的模拟未来个数（默认 0）。"
    ),
    "cli.sweep.batch": Text(
        "Runs of a batch, which is what a crash may lose; about a second's worth if left out. A folder stays with its first.",
        "每批运行数，即异常中断时可能损失的数量，不填则约为一秒的运算量；文件夹建立后不再改变。",
    ),
    "sweep.failed": Text(
        "Failed runs stand in the table with their error; `renqi status {folder}` counts them by error.",
        "失败的运行连同错误一并记入表中，可用 `renqi status {folder}` 按错误查看次数。",
    ),
    "sweep.done": Text(
        "{runs} runs of {points} points are in {folder}; {failed} failed. {seconds} s.",
        "{folder} 中有 {points} 个点的 {runs} 次运行，其中 {failed} 次失败。用时 {seconds} 秒。",
    ),
    "sweep.stopped": Text(
        "Stopped. {done} of {total} runs are kept in {folder}; the same command goes on from there.",
        "已停止。{folder} 中保留了 {total} 次运行中的 {done} 次，再次执行同一命令即可继续。",
    ),
    "cli.pilot": Text(
        "Try a few runs of a study: what all of it takes, and how sure it will be.",
        "试运行一项研究，估计全部所需的时间、空间和结果的精度。",
    ),
    "pilot.seconds": Text("{number} s", "{number} 秒"),
    "pilot.minutes": Text("{number} min", "{number} 分钟"),
    "pilot.hours": Text("{number} h", "{number} 小时"),
    "pilot.cost": Text(
        "{points} points × {replicates} replicates = {runs} runs: about {time} with {workers} workers and {size} MB,"
        " judging by {tried} runs.",
        "{points} 个点 × {replicates} 个模拟未来 = {runs} 次运行；按 {tried} 次试运行估计，{workers} 个并行约需 {time}，占用 {size} MB。",
    ),
    "pilot.title": Text("Half width of the 95 % interval to expect", "预期 95% 区间的半宽"),
    "pilot.metric": Text("metric", "指标"),
    "pilot.mean": Text("mean, first point", "首点均值"),
    "pilot.width": Text("± mean of a point", "± 单点均值"),
    "pilot.difference": Text("± difference of scenarios", "± 方案之差"),
    "pilot.asked": Text("± asked for", "± 要求"),
    "pilot.needed": Text("futures it takes", "所需模拟未来"),
    "pilot.enough": Text(
        "The widths asked for take {needed} futures of every point; the study has {replicates}.",
        "达到要求的半宽，每个点需 {needed} 个模拟未来；本研究有 {replicates} 个，已足够。",
    ),
    "pilot.too_few": Text(
        "The widths asked for take {needed} futures of every point, {runs} runs in all and about {time};"
        " the study has {replicates}: sweep it with --extend {more}.",
        "达到要求的半宽，每个点需 {needed} 个模拟未来，共 {runs} 次运行，约需 {time}；本研究只有 {replicates} 个，请在 sweep 时加 --extend {more}。",
    ),
    "pilot.precision_unknown": Text(
        "{metric}: too few of the pilot's futures define it to say how many it takes.",
        "{metric}：试运行中有定义的模拟未来过少，无法估计所需个数。",
    ),
    "cli.status": Text("How far a sweep is.", "查看一项研究的进度。"),
    "cli.folder": Text("Folder of results.", "结果文件夹。"),
    "status.line": Text(
        "{name}: {done} of {total} runs ({points} points × {replicates} replicates) in {batches} parts, {size} MB,"
        " {seconds} s of work.",
        "{name}：共 {total} 次运行（{points} 个点 × {replicates} 个模拟未来），已完成 {done} 次，分为 {batches} 个部分，{size} MB，累计运算 {seconds} 秒。",
    ),
    "status.working": Text("A process is at work on it now.", "目前有进程正在运行。"),
    "status.idle": Text("No process is at work on it now.", "目前没有进程在运行。"),
    "status.failed": Text("{count} runs failed: {error}", "{count} 次运行失败：{error}"),
    "cli.verify": Text(
        "Check results: hash every part, and make a sample of runs again.", "核查结果：核对各部分的指纹，并抽取部分运行重算。"
    ),
    "cli.verify.sample": Text("Runs to be made again (default {default}).", "重算的运行数（默认 {default}）。"),
    "verify.told": Text("{verdict}: {found}", "{verdict}：{found}"),
    "verify.title": Text("Results in {name}", "{name} 中的结果"),
    "verify.parts": Text("parts", "各部分"),
    "verify.parts_fine": Text("{count} parts, {size} MB, as they were written", "{count} 个部分，{size} MB，与写入时一致"),
    "verify.parts_wrong": Text(
        "{wrong} of {count} parts are missing or changed, among them {first}",
        "{count} 个部分中有 {wrong} 个缺失或被改动，如 {first}",
    ),
    "verify.whole": Text("table of runs", "运行总表"),
    "verify.whole_fine": Text("is its parts", "与各部分一致"),
    "verify.whole_wrong": Text("differs from its parts", "与各部分不一致"),
    "verify.whole_missing": Text("not written yet", "尚未写出"),
    "verify.points": Text("points made anew", "重建的点"),
    "verify.points_lost": Text("cannot be read from the folder", "无法从文件夹中读出"),
    "verify.not_tried": Text("not tried, because parts are missing or changed", "因有部分缺失或被改动，未作重算"),
    "verify.sample": Text("runs made again", "重算的运行"),
    "verify.sample_fine": Text("{sample} runs, the same to the last bit", "{sample} 次运行，逐位一致"),
    "verify.sample_wrong": Text(
        "{wrong} of {sample} runs differ, among them point {point}, replicate {replicate}",
        "{sample} 次运行中有 {wrong} 次不一致，如第 {point} 点第 {replicate} 个模拟未来",
    ),
    "verify.nothing": Text("there is none yet", "尚无运行"),
    "verify.other_version": Text(
        "were made with another version ({theirs}, here {ours}), and cannot be made again with this one",
        "由其他版本生成（{theirs}，本机 {ours}），无法用本版本重算",
    ),
    "cli.query": Text(
        "Ask a folder of results in SQL; its views are runs, metrics, points, spells …",
        "用 SQL 查询结果，可用视图有 runs、metrics、points、spells 等。",
    ),
    "cli.query.sql": Text("A statement of SQL, in quotation marks.", "SQL 语句，请加引号。"),
    "query.only_reads": Text(
        "a query reads results and changes nothing: begin it with `select`, `from`, `with` or `pivot`",
        "查询只读取结果，不作改动，请以 `select`、`from`、`with` 或 `pivot` 开头",
    ),
    "query.not_understood": Text("DuckDB does not understand this: {why}", "DuckDB 无法执行该语句：{why}"),
    "cli.diff": Text(
        "Two folders of results side by side: what moved, and which conclusions no longer hold.",
        "并列两个结果文件夹：哪些数字有变，哪些结论不再成立。",
    ),
    "cli.diff.first": Text("The folder concluded from.", "原结论所依据的文件夹。"),
    "cli.diff.second": Text("The folder to compare it with.", "与之对照的文件夹。"),
    "diff.runs": Text(
        "{both} runs are in both, {equal} of them the same in every metric; {first} only in the first, {second} only"
        " in the second.",
        "两处共有 {both} 次运行，其中 {equal} 次各项指标完全相同；{first} 次仅见于前者，{second} 次仅见于后者。",
    ),
    "diff.about": Text("{name}: {first} → {second}", "{name}：{first} → {second}"),
    "diff.same": Text("Both were made with the same versions.", "两处所用版本相同。"),
    "diff.changes": Text("Metrics that moved", "有变化的指标"),
    "diff.no_changes": Text("No metric moved.", "各项指标均无变化。"),
    "diff.conclusions": Text("Differences from the baseline that do not hold in both", "两处不一致的与基准之差"),
    "diff.all_hold": Text(
        "All {compared} differences from the baseline hold: the same sign, or unclear in both.",
        "与基准的 {compared} 项差别在两处均一致：符号相同，或均不明确。",
    ),
    "diff.scenario": Text("scenario", "方案"),
    "diff.metric": Text("metric", "指标"),
    "diff.first": Text("first", "前者"),
    "diff.second": Text("second", "后者"),
    "diff.moved": Text("second − first", "后者 − 前者"),
    "diff.changed": Text("runs changed", "变化的运行"),
}
"""Texts about folders of results by key."""
