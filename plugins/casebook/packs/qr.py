"""An address as QR code."""

from __future__ import annotations

from io import BytesIO


def qr_svg(text: str) -> str:
    """An SVG, black on white, with the quiet zone of four modules that ISO/IEC 18004 asks for."""
    import segno  # noqa: PLC0415 - an extra

    held = BytesIO()
    segno.make(text, error="m", micro=False).save(held, kind="svg", border=4, light="white", xmldecl=False, nl=False)
    return held.getvalue().decode("utf-8")
