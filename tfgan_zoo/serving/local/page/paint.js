"use strict";

// The picture that a model is given, on a canvas of its own pixels: one that is opened, a label map that is painted in
// the palette that the model says, or a picture with a hole, which is where it is transparent.

const paint = (() => {
  const LARGEST = 1024; // pixels a side of a picture that is opened
  const HOLE = "hole", LABEL_MAP = "label map";
  const part = (id) => document.getElementById(id);
  const canvas = part("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  let kind, brushes, brush, before, place, last, fixed;

  // Words of each brush beside its color; null paints the hole, undefined gives back what was opened.
  function begin(translation) {
    kind = translation.kind;
    fixed = translation.extent.fixed;
    const colors = (translation.palette ?? []).map((color) => color.map(Number));
    brushes = kind === LABEL_MAP ? colors.map((color, at) => ({ words: `class ${at}`, color })) : [];
    if (kind === HOLE) brushes = [{ words: "hole", color: null }, { words: "picture" }];
    part("what").textContent = kind === LABEL_MAP ? "Label map" : kind === HOLE ? "Picture with a hole" : "Picture";
    part("palette").replaceChildren(...brushes.map(choice));
    for (const id of ["palette", "brush", "undo", "keys", "keep", "blank"]) shown(id, brushes.length > 0);
    const [rows, columns] = fixed ?? [64, 64];
    for (const [id, size] of [["rows", rows], ["columns", columns]]) {
      part(id).value = size;
      part(id).disabled = Boolean(fixed);
    }
    shown("columns", brushes.length > 0);
    shown("rows", brushes.length > 0);
    part("file").value = "";
    choose(0);
    blank();
  }

  const shown = (id, whether) => ((part(id).closest("label") ?? part(id)).hidden = !whether);

  function choice({ words, color }, at) {
    const [label, input, swatch] = ["label", "input", "span"].map((name) => document.createElement(name));
    Object.assign(input, { type: "radio", name: "brush-color", value: at, id: `brush-${at}` });
    input.addEventListener("change", () => (brush = brushes[at]));
    swatch.className = "swatch";
    if (color) swatch.style.backgroundColor = `rgb(${color.join(", ")})`;
    label.append(input, swatch, words);
    return label;
  }

  function choose(at) {
    if (!brushes[at]) return;
    brush = brushes[at];
    part(`brush-${at}`).checked = true;
  }

  function blank() {
    const size = (id) => Math.min(LARGEST, Math.max(1, Math.round(Number(part(id).value)) || 1));
    renew(size("columns"), size("rows"));
    pen.fillStyle = kind === LABEL_MAP && brushes.length ? `rgb(${brushes[0].color.join(", ")})` : "rgb(128, 128, 128)";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    keep();
  }

  // The file as the browser shows it, upright; brought to the model's size if it has but one, and to the nearest colors
  // of a palette.
  async function open(file) {
    const image = await createImageBitmap(file).catch(() => null);
    if (!image) throw new Error(`${file.name} is not a picture that this browser reads.`);
    const share = Math.min(1, LARGEST / Math.max(image.width, image.height));
    const [rows, columns] = fixed ?? [image.height, image.width].map((side) => Math.max(1, Math.round(side * share)));
    renew(columns, rows);
    [part("columns").value, part("rows").value] = [columns, rows];
    pen.imageSmoothingEnabled = kind !== LABEL_MAP;
    if (kind !== HOLE) {
      pen.fillStyle = "white"; // behind what is transparent
      pen.fillRect(0, 0, columns, rows);
    }
    const scale = fixed ? Math.max(columns / image.width, rows / image.height) : 0; // the middle of it fills the size
    const [width, height] = scale ? [image.width * scale, image.height * scale] : [columns, rows];
    pen.drawImage(image, (columns - width) / 2, (rows - height) / 2, width, height);
    keep();
  }

  function renew(columns, rows) {
    [canvas.width, canvas.height] = [columns, rows];
    [before, last, place] = [[], null, [Math.floor(columns / 2), Math.floor(rows / 2)]];
    canvas.setAttribute("aria-label", `${part("what").textContent}, ${columns} by ${rows} pixels`);
    part("cursor").hidden = true;
  }

  let opened; // what "picture" gives back
  const keep = () => (opened = pen.getImageData(0, 0, canvas.width, canvas.height));

  function remember() {
    before.push(pen.getImageData(0, 0, canvas.width, canvas.height));
    if (before.length > 20) before.shift();
  }

  // Whole pixels of one color, so that no edge is a mixture of two classes.
  function dab([x, y]) {
    const size = Math.max(1, Math.round(Number(part("brush").value)) || 1);
    const [left, top] = [Math.round(x - size / 2), Math.round(y - size / 2)];
    if (brush.color) {
      pen.fillStyle = `rgb(${brush.color.join(", ")})`;
      pen.fillRect(left, top, size, size);
    } else if (brush.color === null) pen.clearRect(left, top, size, size);
    else pen.putImageData(opened, 0, 0, left, top, size, size);
    place = [x, y];
  }

  function line(from, to) {
    const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1])));
    for (let at = 1; at <= steps; at++) dab(from.map((value, axis) => value + ((to[axis] - value) * at) / steps));
  }

  function at(event) {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * canvas.width, ((event.clientY - box.top) / box.height) * canvas.height];
  }

  function undo() {
    if (before.length) pen.putImageData(before.pop(), 0, 0);
  }

  function showCursor() {
    const [cursor, size] = [part("cursor"), Number(part("brush").value)];
    const share = (value, whole) => `${(100 * value) / whole}%`;
    cursor.hidden = false;
    cursor.style.left = share(place[0] - size / 2, canvas.width);
    cursor.style.top = share(place[1] - size / 2, canvas.height);
    cursor.style.width = share(size, canvas.width);
    cursor.style.height = share(size, canvas.height);
  }

  function key(event) {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (!brushes.length) return;
    if (event.key in moves) {
      const step = Math.max(1, Math.round(Number(part("brush").value) / 2));
      const limits = [canvas.width - 1, canvas.height - 1];
      place = place.map((value, axis) => Math.min(limits[axis], Math.max(0, value + step * moves[event.key][axis])));
      showCursor();
    } else if (event.key === " ") {
      remember();
      dab(place);
      showCursor();
    } else if (/^[0-9]$/.test(event.key)) choose(Number(event.key));
    else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) undo();
    else return;
    event.preventDefault();
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (!brushes.length || event.button) return;
    canvas.setPointerCapture(event.pointerId);
    remember();
    dab((last = at(event)));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    const next = at(event);
    line(last, next);
    last = next;
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => (last = null));
  canvas.addEventListener("keydown", key);
  part("undo").addEventListener("click", undo);
  part("blank").addEventListener("click", blank);

  const address = () => canvas.toDataURL("image/png");

  return {
    begin,
    open,
    file: async () => address().split(",")[1],
    save(name) {
      const link = document.createElement("a");
      Object.assign(link, { href: address(), download: `${name}-painted.png` });
      link.click();
    },
  };
})();
