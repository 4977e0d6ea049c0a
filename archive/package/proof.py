"""Whether the packages that were written are still what they were."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.package.bag import faults_of, missing_or_added, tag_manifest_sha256
from schemas.errors import PackageError
from schemas.package import KeptPackage


def package_faults(packages: Iterable[KeptPackage], depth: str = "hashes") -> Iterator[tuple[bool, str]]:
    """Yield (is it a fault, a sentence) for each package that is not as it was written.

    `depth` is as in `archive.verification`: with "counts" only the manifests are looked at, with "names" the files are
    not read. One that stands no more at its place was handed over or moved: worth saying, no fault.
    """
    for kept in packages:
        place = Path(kept.place)
        if not place.is_dir():
            yield False, f"上报包 {kept.place}（{kept.at[:10]}）已不在原处，未核验"
            continue
        if tag_manifest_sha256(place) != kept.tag_manifest_sha256:
            yield True, f"上报包 {kept.place} 的校验清单与登记的不同：被改动或被另一个包替换"
            continue
        if depth == "counts":
            continue
        try:
            for fault in faults_of(place) if depth == "hashes" else missing_or_added(place):
                yield True, f"上报包 {kept.place}：{fault}"
        except PackageError as error:
            yield True, f"上报包 {kept.place}：{error.message}"
