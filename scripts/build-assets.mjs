// Puts what the interface needs from npm packages into one folder of static files:
// the component style sheets of NL Design System (one file, in a cascade layer that ours always wins from),
// the fonts, htmx, and the licences they come with.
//
// Usage: node scripts/build-assets.mjs <output folder>
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const out = process.argv[2];
if (!out) throw new Error('Name the output folder: node scripts/build-assets.mjs <folder>');

const styles = [
  '@nl-design-system-candidate/button-css/dist/button.css',
  '@nl-design-system-candidate/data-badge-css/dist/data-badge.css',
  '@nl-design-system-candidate/heading-css/dist/heading.css',
  '@nl-design-system-candidate/link-css/dist/link.css',
  '@nl-design-system-candidate/mark-css/dist/mark.css',
  '@nl-design-system-candidate/number-badge-css/dist/number-badge.css',
  '@nl-design-system-candidate/paragraph-css/dist/paragraph.css',
  '@nl-design-system-candidate/skip-link-css/dist/skip-link.css',
  '@utrecht/alert-css/dist/index.css',
  '@utrecht/form-field-css/dist/index.css',
  '@utrecht/select-css/dist/index.css',
  '@utrecht/table-css/dist/index.css',
  '@utrecht/textarea-css/dist/index.css',
  '@utrecht/textbox-css/dist/index.css',
];
const fonts = ['@fontsource-variable/source-sans-3', '@fontsource-variable/atkinson-hyperlegible-next'];

function componentStyles() {
  return styles
    .map((file) => {
      const source = readFileSync(join(modules, file), 'utf8').replace(/\/\*#\s*sourceMappingURL=.*?\*\//g, '');
      return `@layer vendor {\n/* ${file} */\n${source}\n}\n`;
    })
    .join('');
}

// Latin and Latin Extended cover Dutch, Turkish and Polish names. unicode-range keeps the second file lazy.
function fontFaces(font) {
  const faces = readFileSync(join(modules, font, 'index.css'), 'utf8').split('/*');
  return faces
    .filter((text) => /-latin(-ext)?-wght-normal \*\//.test(text))
    .map((face) =>
      `/*${face}`.replace(/url\(\.\/files\/([^)]+)\)/g, (_, name) => {
        copyFileSync(join(modules, font, 'files', name), join(out, 'fonts', name));
        return `url(fonts/${name})`;
      }),
    )
    .join('');
}

// EUPL-1.2 and OFL-1.1 ask that their text travels with what is served. Packages with one text share it.
function licences() {
  const packages = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies;
  const texts = new Map();
  for (const name of Object.keys(packages)) {
    const folder = join(modules, name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`;
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  return [...texts].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

mkdirSync(join(out, 'fonts'), { recursive: true });
const layers = '@layer reset, vendor, base, layout, components, utilities, print;\n';
writeFileSync(join(out, 'vendor.css'), layers + componentStyles() + fonts.map(fontFaces).join(''));
copyFileSync(join(modules, 'htmx.org/dist/htmx.min.js'), join(out, 'htmx.min.js'));
writeFileSync(join(out, 'licences.txt'), licences());
