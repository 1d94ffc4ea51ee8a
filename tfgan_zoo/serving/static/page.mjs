// The page: it shows what a generator makes, and asks no server but the one that its files lie on.
import { Generator } from "./generator.mjs";

const NUM_STEPS = 32; // from one seed to another
const MILLISECONDS = 40; // of a step
const GAP = 1; // pixels between samples
const LAST_SEED = 2 ** 31 - 1;
const element = (id) => document.getElementById(id);
const say = (text) => (element("message").textContent = text);
let generator = null;
let walk = null; // the timer of a walk
let running = Promise.resolve(); // runs follow each other

const number = (id) => Number(element(id).value);
const count = () => number("side") ** 2;

// A class for each sample: the chosen one, or all in turn.
function labels() {
  const { num_classes: classes } = generator.settings;
  if (!classes) return null;
  const chosen = element("label").value;
  return Array.from({ length: count() }, (_, at) => (chosen === "all" ? at % classes : Number(chosen)));
}

// The latents of a grid: of seeds from the first on, each on its way to the seed that follows the grid's last.
function latents() {
  const weight = number("way") / NUM_STEPS;
  return Array.from({ length: count() }, (_, at) => {
    const seed = Math.min(number("seed") + at, LAST_SEED);
    return weight ? generator.between(seed, Math.min(seed + count(), LAST_SEED), weight) : generator.latents(seed);
  });
}

function draw() {
  running = running.then(drawn).catch((error) => say(`This did not work: ${error.message}`));
  return running;
}

async function drawn() {
  const began = performance.now();
  const values = await generator.samples(latents(), labels());
  show(values, number("side"));
  const last = number("seed") + count() - 1;
  say(`Seeds ${number("seed")} to ${last}, ${Math.round(performance.now() - began)} ms.`);
}

function show(values, side) {
  const [height, width, channels] = generator.shape;
  const canvas = element("samples");
  canvas.width = side * (width + GAP) - GAP;
  canvas.height = side * (height + GAP) - GAP;
  const context = canvas.getContext("2d");
  for (let at = 0; at < side * side; at++) {
    const image = context.createImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      for (let channel = 0; channel < 3; channel++) {
        const value = values[(at * width * height + pixel) * channels + Math.min(channel, channels - 1)];
        image.data[4 * pixel + channel] = Math.round((value + 1) * 127.5);
      }
      image.data[4 * pixel + 3] = 255;
    }
    context.putImageData(image, (at % side) * (width + GAP), Math.floor(at / side) * (height + GAP));
  }
}

function move(seeds) {
  element("seed").value = Math.min(Math.max(number("seed") + seeds, 0), LAST_SEED - count());
  element("way").value = 0;
  return draw();
}

// Walk from seeds to the next ones and on, until told to stop.
function toggleWalk() {
  clearTimeout(walk);
  walk = walk === null ? setTimeout(step) : null;
  element("walk").textContent = walk === null ? "Walk" : "Stop";
}

async function step() {
  const way = number("way") + 1;
  if (way < NUM_STEPS) {
    element("way").value = way;
    await draw();
  } else {
    await move(count());
  }
  if (walk !== null) walk = setTimeout(step, MILLISECONDS);
}

function save() {
  const link = document.createElement("a");
  link.download = `seed_${number("seed")}.png`;
  element("samples").toBlob((blob) => {
    link.href = URL.createObjectURL(blob);
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

const KEYS = { ArrowRight: () => move(count()), ArrowLeft: () => move(-count()), w: toggleWalk, s: save };

function start() {
  const { title, num_classes: classes } = generator.settings;
  document.title = title;
  element("title").textContent = title;
  element("classes").hidden = !classes;
  for (let label = 0; label < (classes ?? 0); label++) element("label").append(new Option(label, label));
  for (const id of ["seed", "side", "label", "way"]) element(id).addEventListener("input", draw);
  element("next").addEventListener("click", KEYS.ArrowRight);
  element("previous").addEventListener("click", KEYS.ArrowLeft);
  element("walk").addEventListener("click", toggleWalk);
  element("save").addEventListener("click", save);
  document.addEventListener("keydown", (event) => {
    const types = event.target.matches?.("input, select");
    if (!types && !event.ctrlKey && !event.metaKey && !event.altKey) KEYS[event.key]?.();
  });
  element("controls").disabled = false;
  return draw();
}

try {
  generator = await Generator.load(globalThis.ort, import.meta.url);
  await start();
} catch (error) {
  say(`The generator cannot be loaded: ${error.message}. These files must lie on a server, such as python -m http.server.`);
}
