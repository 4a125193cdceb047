// The interactive chart, bundled by esbuild into one script that pages fetch on demand.
import { init, use } from "echarts/core";
import { LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

// ECharts measures colours itself, so CSS variables are read from the page first.
function resolved(part, styles) {
  if (typeof part === "string") return part.replace(/^var\((--[\w-]+)\)$/, (_, name) => styles.getPropertyValue(name).trim());
  if (Array.isArray(part)) return part.map((item) => resolved(item, styles));
  if (part && typeof part === "object") return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, resolved(value, styles)]));
  return part;
}

window.mingzhangExplore = (box, option) => {
  const styles = getComputedStyle(document.documentElement);
  const ink = styles.getPropertyValue("--ink").trim();
  const chart = init(box, null, { renderer: "svg" });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  chart.setOption({ animation: !still, textStyle: { color: ink }, ...resolved(option, styles) });
  chart.setOption({ legend: { textStyle: { color: ink } } });
  new ResizeObserver(() => chart.resize()).observe(box);
  return chart;
};
