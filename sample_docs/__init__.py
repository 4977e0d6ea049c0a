"""The evidence of a fictional county, ready to be ingested: 青岚县, review years 2020-2022, edition 2021.

Nothing here is a real place, unit or figure. See README.md of this folder.
"""

from pathlib import Path

SAMPLE_FOLDER = Path(__file__).parent
EVIDENCE_FOLDER = SAMPLE_FOLDER / "evidence"
PLAN_FILE = SAMPLE_FOLDER / "plan" / "青岚县国家生态文明建设示范区复核工作方案.docx"
MANIFEST_FILE = SAMPLE_FOLDER / "MANIFEST.yaml"
COUNTY = "青岚县"
EDITION = "2021"
YEARS = (2020, 2021, 2022)
