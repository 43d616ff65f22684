"""The image: what hadolint says, and whether it brings the libraries that the program is linked against."""

import re

from .places import run, said, tool

# In every image of Debian; and the toolchain's own, which a release has inside.
OF_THE_SYSTEM = re.compile(r"(libc|libm|libgcc_s|libstdc\+\+|libdl|libpthread|librt|ld-linux\S*|libresolv)\.so")
OF_THE_TOOLCHAIN = re.compile(r"lib(swift|_?Foundation|dispatch|BlocksRuntime|Testing|XCTest)\w*\.so")
# Not for linking.
BESIDES = {"ca-certificates"}


def is_pinned(image):
    """Whether its tag is that of a version: without one, or with `latest`, it is another image each day."""
    return re.search(r":[^/:]*\d[^/:]*$", image) is not None


def complaints(root, souk):
    file = root / "deploy" / "Dockerfile"
    lint = tool("hadolint", "--no-color", file)
    if lint.returncode != 0:
        yield from said(lint)
    text = file.read_text(encoding="utf-8")
    runtime = text[text.rindex("\nFROM ") :]
    installed = set(re.search(r"--no-install-recommends((?: \\\n +[\w.+-]+)+)", runtime).group(1).split()) - {"\\"}
    wanted = {package_of(library): library for library in libraries(souk)}
    for package in sorted(wanted.keys() - installed):
        yield f"deploy/Dockerfile does not install {package}: souk is linked against {wanted[package]}"
    for package in sorted(installed - wanted.keys() - BESIDES):
        yield f"deploy/Dockerfile installs {package}, which souk is not linked against"
    user = re.search(r"^USER (\S+)$", runtime, re.MULTILINE)
    if not user or not re.fullmatch(r"[1-9]\d+:[1-9]\d+", user.group(1)):
        yield "deploy/Dockerfile does not say by number which user it runs as, other than root"
    for instruction in ("HEALTHCHECK", "STOPSIGNAL SIGTERM", 'ENTRYPOINT ["', 'CMD ["', "LABEL", "VOLUME /data"):
        if not re.search("^" + re.escape(instruction), runtime, re.MULTILINE):
            yield f"deploy/Dockerfile has no {instruction}"


def libraries(souk):
    """What the program itself asks for; what that stands on comes with its package."""
    needed = re.findall(r"\(NEEDED\).*\[(\S+)\]", run("readelf", "--dynamic", "--wide", souk).stdout)
    ours = [name for name in needed if not OF_THE_SYSTEM.match(name) and not OF_THE_TOOLCHAIN.match(name)]
    if not ours:
        raise SystemExit(f"readelf finds no library that {souk} is linked against")
    return ours


def package_of(library):
    """Debian names the package of a library after it and its version."""
    stem, version = library.split(".so.")
    if stem == "libcrypto":
        stem = "libssl"
    return f"{stem}-{version}" if stem[-1].isdigit() else f"{stem}{version}"
