//! Every string of the product in both languages, checked when the program is built. Words of the
//! domain (states, lights, fields, actions) are in the declarations of the model.

use shared::schema::Label;

macro_rules! words {
    ($($name:ident = $zh:literal, $en:literal;)*) => {
        $(pub(crate) const $name: Label = Label::new($zh, $en);)*
    };
}

words! {
    MARK = "挂图", "Guatu";
    BOARD = "看板", "Board";
    FACES = "版面", "Views";
    LIGHTS = "灯况", "Lights";
    DENSITY = "疏密", "Density";
    COMFORTABLE = "舒适", "Comfortable";
    COMPACT = "紧凑", "Compact";
    CLEAR_FILTERS = "清除筛选", "Clear filters";
    FOLD_ALL = "收起全部", "Fold all";
    UNFOLD_ALL = "展开全部", "Unfold all";

    WAR_DAY = "作战日", "Lights as of";
    PREVIOUS_DAY = "前一天", "Previous day";
    NEXT_DAY = "后一天", "Next day";
    BACK_TO_WAR_DAY = "回到作战日", "Back";
    SET_WAR_DAY = "设为作战日", "Set for all";
    UNIT = "单位", "Unit";
    ALL = "全部", "All";
    ALL_UNITS = "全部单位", "All units";
    UNIT_SEARCH = "输入单位名称或简称", "Type a unit's name";
    NO_SUCH_UNIT = "没有这个单位", "No such unit";
    CITY_UNITS = "市直单位", "City units";
    PLACES = "县市区", "Counties";

    SYNCED = "已同步", "Synced";
    SYNCING = "同步中", "Syncing";
    OFFLINE = "离线", "Offline";
    SYNC_STATE = "同步状况", "Sync";
    NOTHING_WAITS = "所有操作都已保存到服务器。", "Everything is saved on the server.";
    REJECTED_TITLE = "被退回的操作", "Rejected";
    KEPT_HERE = "已保存在本机,关闭页面也不会丢失。", "Kept on this device, also when the page is closed.";
    UNKEPT_NO_STORE = "浏览器不允许本页保存数据(无痕窗口,或未用 https):未上传前请勿关闭本页。", "The browser keeps nothing for this page (private window, or no https): do not close it before everything is sent.";
    UNKEPT_FULL = "本机存储空间已满,未能保存:请先保存待上传队列,再清理空间。", "This device has no room left: save the waiting changes to a file, then make room.";
    UNKEPT_FAILED = "本机未能保存:未上传前请勿关闭本页,也可先保存待上传队列。", "This device could not keep them: do not close the page before they are sent, or save them to a file.";
    SAVE_QUEUE = "保存待上传队列", "Save to a file";
    LOAD_QUEUE = "载入队列文件", "Load a saved file";
    RETRY = "重新办理", "Do it again";
    LOOK = "查看", "Open";
    SAVE_AS_FILE = "存为文件", "Save to a file";
    DISCARD = "放弃", "Discard";
    GIVE_BACK = "恢复原值", "Restore";
    OVERWRITTEN_TITLE = "被覆盖的内容", "Overwritten";
    DISMISS = "知道了", "Dismiss";
    UPDATE_READY = "新版本已就绪", "A new version is ready";
    RELOAD = "刷新", "Reload";
    OFFLINE_TEXT = "连接已断开,可以继续办理,恢复后自动上传。", "The connection is down. You can go on; it is sent by itself later.";
    RETRY_NOW = "立即重连", "Reconnect";
    UNDO = "撤销", "Undo";
    REDO = "重做", "Redo";
    WALL_THEME = "大屏主题", "Wall theme";
    DAY_THEME = "日间主题", "Day theme";
    SWITCH_LANGUAGE = "English", "中文";
    MESSAGES = "消息", "Messages";
    CLOSE = "关闭", "Close";
    CANCEL = "取消", "Cancel";
    SAVE = "保存", "Save";

    STAY_IN_LANE = "任务属于通知的哪一部分是固定的", "The part of the notice a task is in does not change";
    NO_TASKS = "没有符合条件的任务", "No tasks match";
    NO_TASKS_TEXT = "换一个单位或灯色,或清除筛选。", "Choose another unit or light, or clear the filters.";
    NO_ROOM_TASKS = "作战室里还没有任务", "There are no tasks in this room yet";
    KEY_HINT_COLUMN = "换列", "column";
    KEY_HINT_PLACE = "换位", "position";
    KEY_HINT_DROP = "放下", "drop";
    KEY_HINT_CANCEL = "取消", "cancel";
    SPACE_KEY = "空格", "Space";
    DRAG_HELP = "按空格拿起,方向键移动,再按空格放下,按 Esc 取消;按回车打开。", "Space picks up, arrows move, Space drops, Escape cancels; Enter opens.";
    PUT_BACK = "已放回原处", "Put back";

    REQUIREMENT = "工作要求", "Requirement";
    HANDLING = "办理", "Actions";
    DUE = "期限", "Due";
    LEADS = "牵头单位", "Lead units";
    RESPONSIBLE = "责任单位", "Responsible units";
    GROUP_MEMBERS = "领导小组成员", "In the leading group";
    COORDINATOR = "第一牵头", "coordinator";
    OFFICE_COORDINATES = "领导小组办公室", "Office of the leading group";
    NO_RESPONSIBLE = "原表此栏为空,由牵头单位各自负责。", "Empty in the notice: the lead units answer for it themselves.";
    REMARK = "说明", "Explanation";
    ADD_REMARK = "添加说明", "Add an explanation";
    NOTES = "备注", "Notes";
    NOTE_PLACEHOLDER = "写一条备注", "Write a note";
    ADD_NOTE = "添加", "Add";
    EVIDENCE = "办结依据", "Evidence";
    REASON = "原因", "Reason";
    HISTORY = "历史", "History";
    LOADING = "正在读取…", "Loading…";
    HISTORY_FAILED = "历史暂时读不到,恢复连接后再看。", "History cannot be read now; it needs the connection.";
    NOT_UPLOADED = "尚未上传", "not uploaded yet";
    UNSEEN = "覆盖了此前未见的修改", "overwrote an unseen change";
    GONE = "没有这条记录", "No such record";
    NEEDED = "请填写", "Please fill this in";

    SIGN_IN_TITLE = "请使用登录链接", "Use a sign-in link";
    SIGN_IN_TEXT = "请打开服务器启动时打印的登录链接。链接只能使用一次;需要新的链接,请在服务器上运行:", "Open the sign-in link the server printed when it started. A link works once; for a new one run on the server:";
    NO_ROOMS_TITLE = "还没有作战室", "There is no room yet";
    NO_ROOMS_TEXT = "请让管理员建立作战室,或以示例数据启动:", "Ask the administrator for one, or start with the sample:";
    SOMEONE_ELSE_TITLE = "已换人登录", "Someone else has signed in";
    SOMEONE_ELSE_TEXT = "本页的操作不会以他人名义上传;请用原账号重新登录,本页会自动继续。", "What was done on this page is not sent in another's name. Sign in as before, and it goes on by itself.";
    OUTDATED_TITLE = "页面版本已旧", "This page is outdated";
    OUTDATED_TEXT = "服务器已更新,请重新载入本页。", "The server was updated. Please reload this page.";
    FAILED_TITLE = "打不开作战室", "The room cannot be opened";
    FAILED_TEXT = "服务器没有回应。连接恢复后会自动重试。", "The server does not answer. It is tried again by itself.";
    NO_SUCH_PAGE = "没有这个页面", "There is no such page";
    TO_THE_BOARD = "去看板", "To the board";
}

/// The day of the week, Monday = 1.
pub(crate) fn weekday(day: i8) -> Label {
    match day {
        1 => Label::new("周一", "Mon"),
        2 => Label::new("周二", "Tue"),
        3 => Label::new("周三", "Wed"),
        4 => Label::new("周四", "Thu"),
        5 => Label::new("周五", "Fri"),
        6 => Label::new("周六", "Sat"),
        _ => Label::new("周日", "Sun"),
    }
}
