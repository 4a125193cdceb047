"""The hook file that mkdocs.yml names: it only wires MkDocs' events to the edge."""

from mingzhang.site.edge import Site

site = Site()
on_config, on_nav, on_env = site.on_config, site.on_nav, site.on_env
on_page_context, on_post_build = site.on_page_context, site.on_post_build
on_build_error, on_serve = site.on_build_error, site.on_serve
on_shutdown = site.on_shutdown
