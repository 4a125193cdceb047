"""Pictures: options of ECharts as plain dictionaries, drawn to SVG, and SVG to PNG.

Shares and dates go in, SVG comes out; no words (one picture serves both languages) and no
plan. The only package that knows pyecharts and starts Node.js.
"""
