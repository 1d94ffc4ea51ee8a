// What TensorFlow draws from a seed by its stateless Philox generator, so that a seed gives the same picture here.
// Reference: Salmon et al. 2011, https://doi.org/10.1145/2063384.2063405; tensorflow/core/lib/random/philox_random.h,
// random_distributions.h; tensorflow/core/kernels/stateless_random_ops_v2_util.h.

const MULTIPLIERS = [0xd2511f53n, 0xcd9e8d57n];
const WEYL = [0x9e3779b9, 0xbb67ae85];
const SCRAMBLE = [0x3ec8f720, 0x02461e29]; // the key by which a seed becomes a key and a counter
const ROUNDS = 10;
const SMALLEST = 1e-7;
const f = Math.fround;

// Four random words of 32 bits for a counter of four and a key of two.
export function philox(counter, key) {
  let [a, b, c, d] = counter;
  let [first, second] = key;
  for (let round = 0; round < ROUNDS; round++) {
    const left = MULTIPLIERS[0] * BigInt(a);
    const right = MULTIPLIERS[1] * BigInt(c);
    [a, b, c, d] = [
      (Number(right >> 32n) ^ b ^ first) >>> 0,
      Number(right & 0xffffffffn),
      (Number(left >> 32n) ^ d ^ second) >>> 0,
      Number(left & 0xffffffffn),
    ];
    first = (first + WEYL[0]) >>> 0;
    second = (second + WEYL[1]) >>> 0;
  }
  return [a, b, c, d];
}

// `count` random words for a seed, an integer, and the second number of TensorFlow's seed, as two words, the low one first.
function words(count, seed, second) {
  const low = seed >>> 0;
  const high = Math.floor(seed / 2 ** 32) >>> 0;
  const mixed = philox([low, high, ...second], SCRAMBLE);
  const found = [];
  for (let block = 0; found.length < count; block++) {
    found.push(...philox([block, 0, mixed[2], mixed[3]], [mixed[0], mixed[1]]));
  }
  return found;
}

// A number in [0, 1) of the lower 23 bits of a word.
const fraction = (word) => (word & 0x7fffff) / 2 ** 23;

// Standard normal numbers, by Box and Muller.
export function normal(count, seed, second) {
  const drawn = words(count, seed, second);
  const numbers = [];
  for (let at = 0; at < count; at += 2) {
    const radius = f(Math.sqrt(f(-2 * f(Math.log(Math.max(fraction(drawn[at]), f(SMALLEST)))))));
    const angle = f(f(2 * Math.PI) * fraction(drawn[at + 1]));
    numbers.push(f(f(Math.sin(angle)) * radius), f(f(Math.cos(angle)) * radius));
  }
  return Float32Array.from(numbers.slice(0, count));
}

// Numbers uniform on [-1, 1).
export function uniform(count, seed, second) {
  return Float32Array.from(words(count, seed, second).slice(0, count), (word) => 2 * fraction(word) - 1);
}

// Between two latents: straight for uniform ones; for normal ones angle and norm change at a constant rate.
export function between(first, second, weight, isNormal) {
  const straight = (from, to) => first.map((_, at) => from * first[at] + to * second[at]);
  if (!isNormal) return straight(1 - weight, weight);
  const norms = [first, second].map((vector) => Math.hypot(...vector));
  const cosine = first.reduce((sum, value, at) => sum + value * second[at], 0) / (norms[0] * norms[1]);
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  if (Math.sin(angle) < 1e-6) return straight(1 - weight, weight);
  const norm = (1 - weight) * norms[0] + weight * norms[1];
  const part = (share, length) => (norm * Math.sin(share * angle)) / (Math.sin(angle) * length);
  return straight(part(1 - weight, norms[0]), part(weight, norms[1]));
}
