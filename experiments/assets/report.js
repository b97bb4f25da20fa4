// What the pages of a report need: Chinese words for the tool bar, and figures as wide as the paper when printed.
Plotly.register({moduleType: "locale", name: "zh-CN", dictionary: {
  "Autoscale": "自动缩放", "Download plot as a png": "下载为PNG图片", "Download plot as a PNG": "下载为PNG图片",
  "Pan": "平移", "Reset axes": "重置坐标轴", "Zoom": "缩放", "Zoom in": "放大", "Zoom out": "缩小",
  "Double-click to zoom back out": "双击还原"},
  format: {decimal: ".", thousands: " "}});
// A per cent sign stays on the line of its number.
window.addEventListener("DOMContentLoaded", () => {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/(\d) %/g, "$1\u00a0%");
});
(function () {
  const PAPER = 680;  // A4 less its margins, in CSS pixels
  const ROOM = 118;  // above and below the axes, as in experiments/figures/theme.py
  const SCALE = 0.7;  // height on paper over height on the screen: a finding and its figure on one page
  const figures = () => document.querySelectorAll(".js-plotly-plot");
  // A figure on paper is lower: so are its letters, or the labels of its rows would overlap.
  const letters = (figure, scale) => {
    const small = figure.layout.yaxis.tickfont;
    if (!small) return {};
    figure.dataset.letters = figure.dataset.letters || small.size;
    return {"yaxis.tickfont.size": Number(figure.dataset.letters) * scale};
  };
  // A legend that needs more than one line makes the figure taller instead of its panels flatter.
  const size = (figure, scale, width) => {
    const layout = figure.layout;
    figure.dataset.height = figure.dataset.height || layout.height;
    figure.dataset.gap = figure.dataset.gap || (layout.legend.y - 1) * (layout.height - ROOM);
    const legend = figure.querySelector(".legend");
    const base = Math.round(Number(figure.dataset.height) * scale);
    const height = base + (legend ? Math.max(0, legend.getBBox().height - 30) : 0);
    if (height === layout.height && width === undefined) return;
    figure.style.height = height + "px";
    figure.parentElement.style.height = "auto";
    const change = {height, "font.size": scale < 1 ? 11 : 13, "legend.y": 1 + Number(figure.dataset.gap) / (base - ROOM)};
    Plotly.relayout(figure, width === undefined ? change : {...change, ...letters(figure, scale), width});
  };
  const fitAll = () => figures().forEach((f) => size(f, 1));
  window.addEventListener("load", fitAll);
  window.addEventListener("resize", () => setTimeout(fitAll, 150));
  window.addEventListener("beforeprint", () => {
    figures().forEach((f) => { size(f, SCALE, PAPER); size(f, SCALE, PAPER); });
  });
  window.addEventListener("afterprint", () => {
    figures().forEach((f) => { size(f, 1, null); Plotly.relayout(f, {autosize: true}); });
  });
})();
