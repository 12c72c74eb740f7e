// look.mjs ARTIFACTS FOLDER…: opens every page of the report folders as readers do (desktop, phone,
// paper; light, dark) and tells what a reader would stumble over. Exit code 1 when there is any.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL, fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const { chromium } = require('playwright-core')
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const here = path.dirname(fileURLToPath(import.meta.url))
const isUpdate = process.env.UPDATE_PICTURES !== undefined

const views = [
  { name: 'desktop', width: 1280, height: 900, scheme: 'light', axe: true },
  { name: 'desktop-dark', width: 1280, height: 900, scheme: 'dark', axe: true },
  { name: 'tablet', width: 768, height: 1024, scheme: 'light' },
  { name: 'phone', width: 390, height: 844, scheme: 'light', axe: true },
  { name: 'phone-dark', width: 390, height: 844, scheme: 'dark' },
  { name: 'narrow', width: 320, height: 700, scheme: 'light' },
  { name: 'paper', width: 794, height: 1123, scheme: 'light', media: 'print' },
]

const [, , artifacts, ...folders] = process.argv
/* LOOK=short: the page on top of each folder, in the views that find most. */
const isShort = process.env.LOOK === 'short'
const shortViews = ['desktop', 'desktop-dark', 'phone', 'paper']
const faults = []
const fault = (where, what) => { faults.push(`${where}: ${what}`); console.log(`FAILED ${where}: ${what}`) }

// ---- what is looked for, in the page -----------------------------------------------------------

/* What makes the page wider than the screen. */
const sideways = () => {
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return null
  const wide = [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.scroll'))
  return `${document.documentElement.scrollWidth} px wide on ${width}: ` +
    wide.slice(-3).map(e => `<${e.tagName} class=${e.getAttribute('class')}> ${e.textContent.slice(0, 40)}`).join('; ')
}

/* A drawing that has to be pushed sideways to be read. */
const cutCharts = () => [...document.querySelectorAll('.plot')]
  .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.querySelector('svg').getAttribute('aria-labelledby'))

/* Texts of one drawing that lie on each other, by more than the air around letters. */
const overlaps = () => {
  const found = []
  for (const svg of document.querySelectorAll('.plot svg')) {
    const boxes = [...svg.querySelectorAll('text')].map(e => {
      const r = e.getBoundingClientRect(), air = r.height * 0.18
      return { words: e.textContent, left: r.left + 1, right: r.right - 1, top: r.top + air, bottom: r.bottom - air }
    })
    const frame = svg.getBoundingClientRect()
    for (const a of boxes)
      if (a.left < frame.left - 2 || a.right > frame.right + 2)
        found.push(`'${a.words}' leaves ${svg.getAttribute('aria-labelledby')}`)
    for (let i = 0; i < boxes.length; i++)
      for (let j = i + 1; j < boxes.length; j++) {
        const a = boxes[i], b = boxes[j]
        if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
          found.push(`'${a.words}' lies on '${b.words}' in ${svg.getAttribute('aria-labelledby')}`)
      }
  }
  return found
}

/* Letters too small to read: the size on the screen, after the drawing was scaled. */
const smallLetters = least => [...document.querySelectorAll('.plot svg')].flatMap(svg => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
  return scale === 0 ? [] : [...svg.querySelectorAll('text')]
    .map(e => ({ words: e.textContent, px: scale * parseFloat(getComputedStyle(e).fontSize) }))
}).filter(t => t.px < least).slice(0, 3).map(t => `'${t.words}' is ${t.px.toFixed(1)} px high`)

/* axe does not judge letters in drawings: WCAG 2 contrast of each against what the page is made of. */
const paleLetters = () => {
  const lightness = color => {
    const [r, g, b] = color.match(/[\d.]+/g).slice(0, 3).map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const paper = lightness(getComputedStyle(document.body).backgroundColor.startsWith('rgba(0, 0, 0, 0')
    ? getComputedStyle(document.documentElement).backgroundColor : getComputedStyle(document.body).backgroundColor)
  const pale = new Set()
  for (const text of document.querySelectorAll('.plot svg text:not(.t-pap text)')) {
    const ink = lightness(getComputedStyle(text).fill)
    const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)
    if (contrast < 4.5) pale.add(`${text.parentNode.getAttribute('class')} has contrast ${contrast.toFixed(2)}`)
  }
  return [...pale]
}

const links = () => [...document.querySelectorAll('a[href]')].map(e => e.getAttribute('href'))

// ---- pictures ----------------------------------------------------------------------------------

/* A picture as a coarse grid of grey, small enough to be kept beside the test. */
async function grid(page, png) {
  return page.evaluate(async source => {
    const image = new Image()
    image.src = source
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = 24
    canvas.height = Math.max(1, Math.round(24 * image.height / image.width))
    const context = canvas.getContext('2d')
    context.imageSmoothingQuality = 'high'
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    const bytes = context.getImageData(0, 0, canvas.width, canvas.height).data
    return Array.from({ length: bytes.length / 4 }, (_, i) => Math.round((bytes[4 * i] + bytes[4 * i + 1] + bytes[4 * i + 2]) / 3))
  }, `data:image/png;base64,${png.toString('base64')}`)
}

async function comparePicture(blank, png, name, where) {
  const file = path.join(here, 'expected', `${name}.json`)
  const got = await grid(blank, png)
  if (!name.startsWith('demo-')) return
  if (isUpdate) return fs.writeFileSync(file, JSON.stringify(got) + '\n')
  if (!fs.existsSync(file)) return
  const expected = JSON.parse(fs.readFileSync(file))
  const rows = Math.min(got.length, expected.length)
  if (Math.abs(got.length - expected.length) > 0.05 * expected.length)
    return fault(where, `the page is ${got.length / 24} rows high, not ${expected.length / 24} (UPDATE_PICTURES=1 when it should)`)
  let off = 0
  for (let i = 0; i < rows; i++) off += Math.abs(got[i] - expected[i]) > 40
  if (off > 0.03 * rows)
    fault(where, `${(100 * off / rows).toFixed(1)}% of the picture is another (UPDATE_PICTURES=1 when it should be)`)
}

// ---- the walk ----------------------------------------------------------------------------------

async function look(browser, blank, file, label, view) {
  const where = `${label} ${view.name}`
  const context = await browser.newContext({ viewport: { width: view.width, height: view.height }, colorScheme: view.scheme, offline: true })
  const page = await context.newPage()
  page.on('console', m => { if (['error', 'warning'].includes(m.type())) fault(where, `console: ${m.text()}`) })
  page.on('pageerror', e => fault(where, `error: ${e.message}`))
  page.on('request', r => { if (!r.url().startsWith('file:')) fault(where, `asks for ${r.url()}`) })
  await page.emulateMedia({ media: view.media ?? 'screen', colorScheme: view.scheme })
  await page.goto(pathToFileURL(file).href)
  const png = await page.screenshot({ fullPage: true })
  fs.writeFileSync(path.join(artifacts, `${label}.${view.name}.png`), png)
  await comparePicture(blank, png, `${label}.${view.name}`, where)
  const wide = await page.evaluate(sideways)
  if (wide) fault(where, wide)
  for (const what of await page.evaluate(cutCharts)) fault(where, `${what} must be pushed sideways`)
  for (const what of await page.evaluate(overlaps)) fault(where, what)
  for (const what of await page.evaluate(paleLetters)) fault(where, what)
  if (view.media !== 'print') {
    for (const what of await page.evaluate(smallLetters, view.width >= 390 ? 10.5 : 9)) fault(where, what)
    await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true }))
    const opened = await page.evaluate(sideways)
    if (opened && !wide) fault(where, `with the tables open: ${opened}`)
    if (view.axe) {
      await page.evaluate(axe)
      const seen = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
      for (const v of seen.violations)
        fault(where, `axe ${v.id}: ${v.help}: ${v.nodes.slice(0, 2).map(n => n.html.slice(0, 120) + ' ' + (n.any[0]?.message ?? '').slice(0, 160)).join(' | ')}`)
    }
  }
  if (view.name === 'desktop')
    for (const href of await page.evaluate(links)) {
      const isThere = href.startsWith('#')
        ? await page.evaluate(id => document.getElementById(id) !== null, decodeURIComponent(href.slice(1)))
        : !/^[a-z]+:/i.test(href) && fs.existsSync(path.join(path.dirname(file), decodeURIComponent(href.split('#')[0])))
      if (!isThere) fault(where, `the link ${href} leads nowhere`)
    }
  await context.close()
}

function allPages(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1).flatMap(entry =>
    entry.isDirectory() ? isShort ? [] : allPages(path.join(folder, entry.name))
      : entry.name.endsWith('.html') ? [path.join(folder, entry.name)] : [])
}

fs.mkdirSync(artifacts, { recursive: true })
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--font-render-hinting=none'] })
const blank = await (await browser.newContext()).newPage()
let count = 0
for (const folder of folders)
  for (const file of allPages(folder)) {
    const label = path.relative(path.dirname(folder), file).replace(/\/?report\.html$/, '').replace(/[^A-Za-z0-9]+/g, '-')
    for (const view of views.filter(v => !isShort || shortViews.includes(v.name))) { await look(browser, blank, file, label, view); count++ }
  }
await browser.close()
console.log(`${count} views looked at, ${faults.length} faults; pictures in ${artifacts}`)
process.exit(faults.length > 0 || count === 0 ? 1 : 0)
