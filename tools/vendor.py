"""Copy the few scripts and fonts from node_modules to static/vendor/."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
INTER = "@expo-google-fonts/inter"
FILES = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "sortable.js": "sortablejs/Sortable.min.js",
    "fonts/Inter-Regular.ttf": f"{INTER}/400Regular/Inter_400Regular.ttf",
    "fonts/Inter-SemiBold.ttf": f"{INTER}/600SemiBold/Inter_600SemiBold.ttf",
    "fonts/DejaVuSans.ttf": "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
    "fonts/DejaVuSans-Bold.ttf": "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
}


def main() -> None:
    """Copy each file under the name by which the pages ask for it."""
    for name, source in FILES.items():
        target = ROOT / "static" / "vendor" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "node_modules" / source, target)


if __name__ == "__main__":
    main()
