import pytest

from pipeline.coverage.duties import unit_in_path
from schemas.dossier import Dossier, Unit


@pytest.mark.parametrize(
    ("units", "file", "expected"),
    [
        (["县住建局", "县水利局"], "县住房和城乡建设局/清单.pdf", "县住建局"),
        (["县住房和城乡建设局"], "县住建局/清单.pdf", "县住房和城乡建设局"),
        (["县城管局"], "城市管理局/方案.pdf", "县城管局"),
        (["县发展和改革局"], "发改局/a/b.docx", "县发展和改革局"),
        (["县水利局", "县水务局"], "水利局/x.pdf", "县水利局"),
        (["县林业局"], "县农业农村局/x.pdf", ""),
        (["县文化和旅游局", "县文物和旅行局"], "县文旅局/x.pdf", "县文化和旅游局"),
        (["县文化体育局", "县文物体育局"], "县文体局/x.pdf", ""),
        (["县水利局"], "材料.pdf", ""),
    ],
)
def test_a_shortened_name_in_a_path_is_its_unit_where_only_one_fits(units, file, expected):
    dossier = Dossier(county="甲县", edition="2021", years=(2021,), units=tuple(Unit(name=name) for name in units))
    assert unit_in_path(dossier, file) == expected
