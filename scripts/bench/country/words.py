"""The words of the generated country, in both languages; no sentence of any document."""

from __future__ import annotations

Pair = tuple[str, str]
"""Chinese and English."""

SYLLABLES: tuple[Pair, ...] = (
    *(("安", "an"), ("宝", "bao"), ("长", "chang"), ("德", "de"), ("东", "dong"), ("丰", "feng")),
    *(("高", "gao"), ("海", "hai"), ("河", "he"), ("江", "jiang"), ("金", "jin"), ("康", "kang")),
    *(("兰", "lan"), ("临", "lin"), ("龙", "long"), ("宁", "ning"), ("平", "ping"), ("青", "qing")),
    *(("荣", "rong"), ("泰", "tai"), ("文", "wen"), ("武", "wu"), ("新", "xin"), ("兴", "xing")),
    *(("阳", "yang"), ("永", "yong"), ("玉", "yu"), ("云", "yun"), ("泽", "ze"), ("州", "zhou")),
)
NUMERALS = "一二三四五六七八九十"

THINGS: tuple[tuple[str, str, str, str, str], ...] = (
    ("口袋公园", "pocket parks", "sites", "parks", "pocket-parks"),
    ("绿道", "greenways", "km", "greenways", "greenway-length"),
    ("社区花园", "community gardens", "units", "parks", ""),
    ("滨水步道", "waterside paths", "km", "greenways", ""),
    ("雨水花园", "rain gardens", "sites", "sponge-city", ""),
    ("污水管", "sewers", "km", "sewage", ""),
    ("雨水泵站", "rainwater pumping stations", "stations", "flood-control", ""),
    ("易涝点", "flood-prone spots", "sites", "flood-control", "flood-points-fixed"),
    ("供水管", "water mains", "km", "water-supply", ""),
    ("燃气管", "gas mains", "km", "gas", ""),
    ("供热管", "heat pipes", "km", "clean-heating", ""),
    ("综合管廊", "utility tunnels", "km", "pipelines", "utility-tunnel-length"),
    ("断头路", "dead-end roads", "roads", "roads", "dead-end-roads-opened"),
    ("拥堵路口", "crowded junctions", "junctions", "roads", "junctions-improved"),
    ("过街天桥", "footbridges", "footbridges", "roads", "footbridges-built"),
    ("公交候车亭", "bus shelters", "shelters", "public-transport", "bus-shelters-renewed"),
    ("港湾式车站", "bus bays", "bus-bays", "public-transport", "bus-bays-built"),
    ("停车位", "parking spaces", "spaces", "parking", "parking-spaces-added"),
    ("充电车位", "charging spaces", "charging-spaces", "parking", ""),
    ("自行车道", "cycle lanes", "km", "greenways", ""),
    ("老旧小区", "old estates", "estates", "old-estates", "old-estates-renovated"),
    ("住宅电梯", "lifts in old buildings", "lifts", "old-estates", "lifts-added"),
    ("城中村", "urban villages", "villages", "shanty-renewal", "urban-villages-renewed"),
    ("保障性住房", "subsidised homes", "homes", "housing-supply", ""),
    ("社区食堂", "community canteens", "sites", "elderly-care", ""),
    ("日间照料中心", "day-care centres", "centres", "elderly-care", "day-care-centres-built"),
    ("养老床位", "beds in care homes", "beds", "elderly-care", ""),
    ("幼儿园", "kindergartens", "kindergartens", "schools", ""),
    ("中小学", "schools", "schools", "schools", ""),
    ("社区卫生站", "community clinics", "sites", "health-care", ""),
    ("健身场地", "sports grounds", "sites", "sports-facilities", ""),
    ("公共厕所", "public toilets", "toilets", "public-toilets", ""),
    ("垃圾分类点", "sorting points", "sites", "waste-sorting", ""),
    ("路灯", "street lamps", "lamps", "lighting", ""),
    ("街道立面", "street façades", "streets", "townscape", ""),
    ("架空线", "overhead lines", "km", "overhead-lines", "overhead-lines-buried"),
    ("店铺招牌", "shop signs", "shops", "outdoor-advertising", ""),
    ("历史街区", "historic quarters", "quarters", "heritage", ""),
    ("农贸市场", "food markets", "markets", "markets-trading", ""),
    ("快递柜", "parcel cabinets", "cabinets", "parcel-delivery", ""),
    ("无障碍坡道", "ramps", "sites", "accessibility", ""),
    ("河道", "rivers", "km", "water-ecology", ""),
    ("林地", "woodland", "mu", "forests", ""),
    ("绿色建筑", "green buildings", "wan-sqm", "green-building", "green-building-area-added"),
    ("政务服务站", "service counters", "service-centres", "government-services", ""),
    ("传感器", "sensors", "sets", "smart-city", ""),
)
"""What is promised: Chinese, English, unit, topic, and its measure where there is one."""

DEEDS: tuple[Pair, ...] = (
    ("新建", "built"),
    ("改造", "renewed"),
    ("修缮", "repaired"),
    ("扩建和新增", "added"),
    ("整治提升", "improved"),
    ("建成并开放", "built and opened"),
    ("规范管理", "brought under regular care"),
)
SHARES: tuple[Pair, ...] = (
    ("达标比例", "share up to standard"),
    ("覆盖率", "coverage"),
    ("完好率", "share in good order"),
    ("群众满意率", "users satisfied"),
    ("按时维护的比例", "share looked after on time"),
)
MILESTONES: tuple[Pair, ...] = (
    ("完成{}专项规划", "plan for {} complete"),
    ("公布{}清单和地图", "list and map of {} published"),
    ("建立{}数据库，每季度更新", "database of {} set up and renewed every quarter"),
    ("出台{}管理办法", "rules for {} issued"),
    ("{}全部纳入长效管护", "all {} under lasting care"),
)
PLACES: tuple[Pair, ...] = (
    ("", ""),
    ("", ""),
    ("老城区", "old town"),
    ("沿河两岸", "along the river"),
    ("火车站周边", "around the railway station"),
    ("主次干道两侧", "beside main roads"),
    ("学校和医院附近", "near schools and hospitals"),
    ("新建住宅区", "new housing areas"),
    ("产业园区", "business parks"),
)
PROJECTS: tuple[Pair, ...] = (
    ("{}建设工程", "Building {}"),
    ("{}提升工程", "Better {}"),
    ("{}补短板工程", "Closing gaps in {}"),
    ("{}惠民工程", "{} for everyone"),
    ("{}三年攻坚工程", "Three years for {}"),
    ("{}精细化管理工程", "Careful management of {}"),
)
ACTIONS: tuple[Pair, ...] = (
    ("碧水绿城行动", "Clear water, green city"),
    ("畅通出行行动", "Easy travel"),
    ("安居焕新行动", "Homes made new"),
    ("便民服务行动", "Services close by"),
    ("平安韧性行动", "A safe and sturdy city"),
    ("洁净家园行动", "Clean neighbourhoods"),
    ("文脉传承行动", "Keeping what is old"),
    ("智慧治理行动", "Smart management"),
)
SAFEGUARDS: tuple[Pair, ...] = (
    ("部门每月碰头", "Departments meet every month"),
    ("资金列入预算", "Money set aside in the budget"),
    ("进展向社会公开", "Progress made public"),
    ("群众参与评议", "Residents take part in reviews"),
)
REMARKS: tuple[Pair, ...] = (
    ("主体已经完工，正在验收。", "The main works are done and being accepted."),
    ("两处用地还没有交付，工期顺延。", "Two plots have not been handed over; works take longer."),
    (
        "受汛期影响停工三周，已经复工。",
        "Floods stopped the works for three weeks; they go on.",
    ),
    ("本季度新增部分含社会投资。", "This quarter's additions include private investment."),
    (
        "数字由各区汇总，年底统一核对。",
        "Sums of the districts, checked at the end of the year.",
    ),
)
QUERY: Pair = ("口袋公园", "pocket parks")
"""What a reader searches for first."""
