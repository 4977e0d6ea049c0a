"""The names of a city's districts: 溪谷区; 园区, 城区, 社区, 棚户区, 我区 are none."""

# what stands before 区 in words for a kind of areas, or for the own one
NO_DISTRICT = (
    "地分片园库灌林牧渔景社校厂矿湖山郊农辖成新发业护制能留用范小心县市我全本该各你贵整跨冲验态聚宅站民老"
    "户育置盖植殖目测样查陷采空活产集落"
)
DISTRICT = rf"[一-龥]{{2}}(?<![城{NO_DISTRICT}])区"
