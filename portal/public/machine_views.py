"""What machines ask for first: robots.txt and a small site map."""

from flask import Blueprint, Response, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.public.overview import overview
from portal.web.access import open_to_all

bp = Blueprint("machines", __name__)
CLOSED = (
    "/ruang",
    "/kantor",
    "/masuk",
    "/keluar",
    "/daftar",
    "/akun",
    "/lupa-sandi",
    "/k/",
    "/konfirmasi/terima-kasih",
)
LISTS = (
    "public.home",
    "matrices.index",
    "charts.index",
    "public.map",
    "public.commitments",
    "public.organisations",
    "public.pockets",
    "needs.index",
    "public.regions",
    "public.strategies",
    "fgd.index",
    "opendata.index",
    "public.about",
)


@bp.route("/robots.txt")
@open_to_all
def robots() -> ResponseReturnValue:
    base = current_app.config["SETTINGS"].base_url
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), f"Sitemap: {base}/sitemap.xml"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@bp.route("/sitemap.xml")
@open_to_all
def sitemap() -> ResponseReturnValue:
    district = overview()
    paths = [url_for(endpoint) for endpoint in LISTS]
    paths += [url_for("public.strategy", number=each.number) for each in district.strategies]
    paths += [url_for("public.region", code=row.region.code) for row in district.kecamatan]
    return Response(render_template("public/sitemap.xml", paths=paths), mimetype="application/xml")
