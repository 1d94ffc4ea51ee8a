"use strict";

// Asks the server's own REST interface, by the signatures that it says it has. Whatever a model or a card says is shown
// as text and never as markup.

const FILES = { png: "image", wav: "audio", text: "text" };
const element = (id) => document.getElementById(id);
let model = null;

async function ask(path, body) {
  const options = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

async function load(name) {
  const { metadata } = await ask(`/v1/models/${encodeURIComponent(name)}/metadata`);
  const signatures = metadata.signature_def.signature_def;
  const kind = Object.keys(FILES).find((key) => key in signatures && "seed" in signatures[key].inputs);
  const named = signatures[kind ?? "serving_default"].inputs;
  model = { name, kind, latents: signatures.serving_default.inputs.latents, output: "" };
  model.given = Object.keys(named).filter((input) => input !== "seed" && input !== "latents").sort();
  [model.output] = Object.keys(signatures.serving_default.outputs);
  element("given").replaceChildren(...model.given.map((input) => field(input, named[input])));
  const shape = sizes(signatures.serving_default.outputs[model.output]);
  element("walk").hidden = !(model.latents && !model.given.length && shape.length === 4);
  element("samples").disabled = !kind;
  say(kind ? "" : "This model gives no pictures, sounds or texts by seed: use tfgan-zoo sample or translate.");
  element("results").replaceChildren();
  await loadTranslation(signatures.translate);
}

// A model that translates picture files: what the picture is, and the fields beside it, are those of this signature.
async function loadTranslation(signature) {
  const { translation } = await ask(`/play/models/${encodeURIComponent(model.name)}`);
  model.files = signature && translation && `${translation.source}_bytes`;
  element("picture").hidden = !model.files;
  element("samples").hidden = Boolean(model.files);
  if (!model.files) return;
  const others = Object.keys(signature.inputs).filter((input) => input !== model.files).sort();
  model.given = others;
  element("given").replaceChildren(...others.map((input) => field(input, signature.inputs[input])));
  paint.begin(translation);
  say("");
}

async function translate() {
  const inputs = { [model.files]: [{ b64: await paint.file() }] };
  for (const name of model.given) inputs[name] = rowsOf(name, 1);
  const { outputs } = await ask(`/v1/models/${encodeURIComponent(model.name)}:predict`, { signature_name: "translate", inputs });
  element("results").className = "large";
  element("results").replaceChildren(...outputs.map((value) => shown(value, "translated")));
}

const sizes = (tensor) => (tensor.tensorShape.dim ?? []).map((dim) => Number(dim.size));

function field(name, tensor) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  const isText = tensor.dtype === "DT_STRING";
  input.id = `given-${name}`;
  input.value = isText ? "" : Array(Math.max(1, sizes(tensor).slice(1).reduce((a, b) => a * b, 1))).fill(0).join(", ");
  input.required = true;
  label.append(isText ? name : `${name}, numbers; several rows by ;`, input);
  return label;
}

// One value of an input for each of the samples: the rows that were written, in turn.
function rowsOf(name, count) {
  const text = element(`given-${name}`).value;
  const rows = text.split(";").map((row) => {
    const numbers = row.split(",").map(Number);
    if (numbers.some(Number.isNaN)) return row.trim();
    return numbers.length === 1 ? numbers[0] : numbers;
  });
  return Array.from({ length: count }, (_, at) => rows[at % rows.length]);
}

async function draw() {
  const first = Number(element("seed").value);
  const count = Number(element("count").value);
  const inputs = { seed: Array.from({ length: count }, (_, at) => first + at) };
  for (const name of model.given) inputs[name] = rowsOf(name, count);
  const body = { signature_name: model.kind, inputs };
  const { outputs } = await ask(`/v1/models/${encodeURIComponent(model.name)}:predict`, body);
  element("results").className = "";
  element("results").replaceChildren(...outputs.map((value, at) => shown(value, `seed ${inputs.seed[at]}`)));
}

function shown(value, title) {
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  const link = document.createElement("a");
  caption.append(title, " ");
  if (FILES[model.kind] === "text") {
    const text = document.createElement("pre");
    text.textContent = value;
    figure.append(text, caption);
    return figure;
  }
  const isSound = FILES[model.kind] === "audio";
  const media = document.createElement(isSound ? "audio" : "img");
  media.src = `data:${isSound ? "audio/wav" : "image/png"};base64,${value.b64}`;
  if (isSound) media.controls = true;
  else media.alt = `${model.name}, ${title}`;
  link.href = media.src;
  link.download = `${model.name}-${title.replace(" ", "-")}.${isSound ? "wav" : "png"}`;
  link.textContent = "save";
  caption.append(link);
  figure.append(media, caption);
  return figure;
}


async function walk() {
  const steps = Number(element("steps").value);
  const size = sizes(model.latents).slice(1).reduce((a, b) => a * b, 1);
  const [from, to] = [normal(size), normal(size)];
  const latents = Array.from({ length: steps }, (_, at) => between(from, to, at / (steps - 1)));
  const { outputs } = await ask(`/v1/models/${encodeURIComponent(model.name)}:predict`, { inputs: latents });
  element("results").replaceChildren(...outputs.map((image, at) => painted(image, `step ${at + 1}`)));
}

const normal = (size) =>
  Array.from({ length: size }, () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random()));

// Along the sphere, so that no latent is shorter than those that are drawn.
function between(from, to, share) {
  const length = (vector) => Math.hypot(...vector);
  const cosine = from.reduce((sum, value, at) => sum + value * to[at], 0) / (length(from) * length(to));
  const angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
  if (angle < 1e-6) return from;
  const weights = [Math.sin((1 - share) * angle), Math.sin(share * angle)].map((value) => value / Math.sin(angle));
  return from.map((value, at) => weights[0] * value + weights[1] * to[at]);
}

function painted(image, title) {
  const [height, width] = [image.length, image[0].length];
  const figure = document.createElement("figure");
  const canvas = document.createElement("canvas");
  const caption = document.createElement("figcaption");
  [canvas.width, canvas.height] = [width, height];
  const pixels = new ImageData(width, height);
  image.flat().forEach((channels, at) => {
    const [red, green, blue] = channels.length < 3 ? Array(3).fill(channels[0]) : channels;
    pixels.data.set([red, green, blue].map((value) => Math.round((value + 1) * 127.5)).concat(255), 4 * at);
  });
  canvas.getContext("2d").putImageData(pixels, 0, 0);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${model.name}, ${title}`);
  caption.textContent = title;
  figure.append(canvas, caption);
  return figure;
}

function say(text) {
  element("message").textContent = text;
}

async function attempt(action) {
  say("…");
  try {
    await action();
    if (element("message").textContent === "…") say("");
  } catch (error) {
    say(error.message);
  }
}

element("form").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(model.files ? translate : draw);
});
element("next").addEventListener("click", () => {
  element("seed").value = Number(element("seed").value) + Number(element("count").value);
  attempt(draw);
});
element("translate").addEventListener("click", () => attempt(translate));
element("file").addEventListener("change", (event) => event.target.files.length && attempt(() => paint.open(event.target.files[0])));
element("keep").addEventListener("click", () => attempt(() => paint.save(model.name)));
element("interpolate").addEventListener("click", () => attempt(walk));
element("model").addEventListener("change", (event) => attempt(() => load(event.target.value)));

attempt(async () => {
  const { models } = await ask("/v1/models");
  element("model").replaceChildren(...models.map((name) => new Option(name)));
  await load(models[0]);
  if (model.kind && !model.given.length) await draw();
});
