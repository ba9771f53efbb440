"""The pixels of an opened picture: brought to modes and colours in which they can be resized and written."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms


def average(image: Image.Image) -> Image.Image:
    """Return a picture of one pixel; a JPEG is decoded at an eighth of its size for it, though to its end."""
    image.draft(None, (1, 1))
    return smooth(image).resize((1, 1), Image.Resampling.BOX)


def smooth(image: Image.Image) -> Image.Image:
    """Return the pixels in a mode that can be resized smoothly, with transparency as a channel."""
    image.load()  # Until then a GIF does not know its mode.
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode.startswith("I"):
        # Sixteen bits of grey: Pillow's own conversion would cut everything above 255 to white.
        return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.mode == "P":
        return image.convert("RGB")
    return image


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture as RGB or RGBA, its colours brought from its own profile to sRGB.

    A profile that cannot be read or is made for other channels is passed over, as browsers do.
    """
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            managed = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (OSError, ImageCms.PyCMSError):
            managed = None
        if managed:
            return managed
    return image if image.mode == mode else image.convert(mode)


def on_white(image: Image.Image) -> Image.Image:
    """Return the picture as RGB, white where it was transparent."""
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
