// Draws ECharts options to SVG, one request a line: {id, option, width, height} → {id, svg}.
// ECharts itself renders (its server-side mode); Python cleans the result.
import { createInterface } from "node:readline";
import { init, use } from "echarts/core";
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, MarkAreaComponent, MarkLineComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

// ECharts warns about unused components on stdout, where only answers may stand.
console.log = console.warn = console.error = () => {};
use([BarChart, LineChart, ScatterChart, GridComponent, MarkAreaComponent, MarkLineComponent, SVGRenderer]);

for await (const line of createInterface({ input: process.stdin })) {
  const { id, option, width, height } = JSON.parse(line);
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption(option);
    process.stdout.write(JSON.stringify({ id, svg: chart.renderToSVGString() }) + "\n");
  } catch (error) {
    process.stdout.write(JSON.stringify({ id, error: String(error) }) + "\n");
  } finally {
    chart.dispose();
  }
}
