import { THANKS } from './read-sponsors.ts';
import { PLURAL, TITLE, TOKENS } from './tokens.ts';
import type { Layout, ListForm, Slot, TimeStyle } from './types.ts';

/**
 * A Liquid template for a show's descriptions that prints by these layouts: the first for every episode, the others for episodes
 * with `vars.layout`, from "2" on.
 */
export function renderTemplate(layouts: readonly Layout[]): string {
  const [first = [], ...others] = layouts.map(renderLayout);
  if (others.length === 0) return `${first}\n`;
  const branches = others.map(
    (text, at) => `{%- ${at === 0 ? 'if' : 'elsif'} vars.layout == "${at + 2}" -%}\n${text}\n`,
  );
  return `${branches.join('')}{%- else -%}\n${first}\n{%- endif %}\n`;
}

const renderLayout = (layout: Layout): string =>
  layout.map((slot, at) => renderSlot(slot, { first: at === 0, layout, at })).join('');

type Place = { readonly first: boolean; readonly layout: Layout; readonly at: number };

/** Line breaks before the first thing that is printed are cut off by the engine. */
function renderSlot(slot: Slot, { first, layout, at }: Place): string {
  const gap = '\n'.repeat(slot.gap + 1);
  switch (slot.kind) {
    case 'text':
      return first ? '{{ blocks.text }}' : when('blocks.text != ""', `${gap}{{ blocks.text }}`);
    case 'follow':
      return first ? '{{ blocks.follow }}' : when('blocks.follow != ""', `${gap}{{ blocks.follow }}`);
    case 'more':
      return when('vars.more', `${gap}{{ vars.more }}`);
    case 'literal':
      return whenNamed(slot.text, `${first ? '' : gap}${renderTokens(slot.text)}`);
    case 'list':
      return renderList(slot.form, { gap, layout, at });
  }
}

const when = (condition: string, text: string): string => `\n{%- if ${condition} %}${text}\n{%- endif %}`;

/** Only for an episode that has these guests. */
function whenNamed(literal: string, text: string): string {
  const names = literal.match(/[\ue020-\ue033]/g) ?? [];
  const last = Math.max(...names.map((token) => token.charCodeAt(0) - 0xe020));
  return names.length === 0 ? text : when(`guests.size > ${last}`, text);
}

function renderTokens(text: string, list = 'guests'): string {
  return text.replace(TOKENS, (token) => {
    if (token === TITLE) return '{{ episode.title }}';
    if (token === PLURAL) return `{% if ${list}.size > 1 %}s{% endif %}`;
    return `{{ guests[${token.charCodeAt(0) - 0xe020}].name }}`;
  });
}

type ListPlace = { readonly gap: string; readonly layout: Layout; readonly at: number };

function renderList(form: ListForm, { gap, layout, at }: ListPlace): string {
  const before = renderHeading(form, gap);
  switch (form.kind) {
    case 'chapters':
      return isBuiltInChapters(form)
        ? when('blocks.chapters != ""', `${before}{{ blocks.chapters }}`)
        : when('episode.chapters.size > 0', `${before}${renderChapters(form)}`);
    case 'links':
      return isBuiltInLinks(form)
        ? when('blocks.links != ""', `${before}{{ blocks.links }}`)
        : when('episode.links.size > 0', `${before}${renderLinks(form)}`);
    case 'sections':
      return isBuiltInLinks(form) && form.headingGap === 0 && form.sectionGap === 1
        ? when('blocks.sections != ""', `${before}{{ blocks.sections }}`)
        : when('episode.sections.size > 0', `${before}${renderSections(form)}`);
    case 'guests':
      return isBuiltInPeople(layout, at)
        ? when('blocks.guests != ""', `${gap}{{ blocks.guests }}`)
        : when('guests.size > 0', `${before}${renderPeople(form)}`);
    case 'hosts':
      return isBuiltInPeople(layout, at - 1) ? '' : when('hosts.size > 0', `${before}${renderPeople(form)}`);
    case 'sponsors':
      return form.bullet === THANKS
        ? when('blocks.sponsors != ""', `${before}{{ blocks.sponsors }}`)
        : when('sponsors.size > 0', `${before}${renderSponsors(form)}`);
    case 'hashtags':
      return when('vars.hashtags', `${before}{{ vars.hashtags }}`);
    case 'neighbours':
      return when('blocks.neighbours != ""', `${before}{{ blocks.neighbours }}`);
  }
}

function renderHeading({ heading, headingGap, kind }: ListForm, gap: string): string {
  if (heading === '') return gap;
  return `${gap}${renderTokens(heading, kind === 'hosts' ? 'hosts' : 'guests')}${'\n'.repeat(headingGap + 1)}`;
}

/** The block of the guests prints the hosts below them. */
function isBuiltInPeople(layout: Layout, at: number): boolean {
  const [guests, hosts] = [layout[at], layout[at + 1]];
  return isBuiltIn(guests, 'guests') && isBuiltIn(hosts, 'hosts') && hosts?.gap === 1;
}

const isBuiltIn = (slot: Slot | undefined, kind: 'guests' | 'hosts'): boolean =>
  slot?.kind === 'list' &&
  slot.form.kind === kind &&
  slot.form.heading === `${kind === 'guests' ? 'Guest' : 'Host'}${PLURAL}` &&
  slot.form.headingGap === 0 &&
  slot.form.bullet === '• ' &&
  slot.form.work === ', ' &&
  slot.form.host === undefined &&
  slot.form.below === '  ';

const isBuiltInChapters = ({ bullet, around, time, zero, separator }: ListForm): boolean =>
  zero === undefined && bullet === '' && `${around}` === ',' && time === 'mm' && separator === ' ';

function renderChapters({
  bullet = '',
  around = ['', ''],
  time = 'mm',
  zero,
  separator = ' ',
}: ListForm): string {
  const [open, close] = around;
  const others = renderTime(time);
  const written =
    zero === undefined ? others : `{% if chapter.seconds == 0 %}${zero}{% else %}${others}{% endif %}`;
  const item = `${bullet}${open}${written}${close}${separator}{{ chapter.title }}`;
  return loop('chapter', 'episode.chapters', item);
}

const isBuiltInLinks = ({ bullet, separator, note = ' - ' }: ListForm): boolean =>
  bullet === '' && separator === ': ' && note === ' - ';

function renderLinks({ bullet = '', separator = ': ', note }: ListForm, list = 'episode.links'): string {
  const behind = note === undefined ? '' : `{% if link.note %}${note}{{ link.note }}{% endif %}`;
  return loop(
    'link',
    list,
    `${bullet}{% if link.title %}{{ link.title }}${separator}{% endif %}{{ link.url }}${behind}`,
  );
}

function renderSections(form: ListForm): string {
  const [inside, between] = [form.headingGap, form.sectionGap ?? 1].map((gap) => '\n'.repeat(gap + 1));
  const section = `{{ section.heading }}${inside}${renderLinks(form, 'section.links')}`;
  return `{% for section in episode.sections %}${section}{% unless forloop.last %}${between}{% endunless %}{% endfor %}`;
}

/** Each item on a line of its own, without a line break after the last. */
const loop = (name: string, list: string, item: string): string =>
  `{% for ${name} in ${list} %}${item}{% unless forloop.last %}\n{% endunless %}{% endfor %}`;

const HOURS = '{{ chapter.seconds | divided_by: 3600 | floor }}';
const MINUTES = '{{ chapter.seconds | divided_by: 60 | floor | modulo: 60 }}';
const two = (expression: string): string => `{{ ${expression} | prepend: "0" | slice: -2, 2 }}`;
const TWO_HOURS = two('chapter.seconds | divided_by: 3600 | floor');
const TWO_MINUTES = two('chapter.seconds | divided_by: 60 | floor | modulo: 60');
const TWO_SECONDS = two('chapter.seconds | modulo: 60');
const anHour = (long: string, short: string): string =>
  `{% if chapter.seconds >= 3600 %}${long}{% else %}${short}{% endif %}`;

function renderTime(style: TimeStyle): string {
  const whole = `${TWO_MINUTES}:${TWO_SECONDS}`;
  switch (style) {
    case 'mm':
      return '{{ chapter.time }}';
    case 'm':
      return anHour('{{ chapter.time }}', `${MINUTES}:${TWO_SECONDS}`);
    case 'h':
      return `${HOURS}:${whole}`;
    case 'hh':
      return `${TWO_HOURS}:${whole}`;
    case 'mm-hh':
      return anHour(`${TWO_HOURS}:${whole}`, '{{ chapter.time }}');
  }
}

function renderPeople(form: ListForm): string {
  const list = form.kind === 'hosts' ? 'hosts' : 'guests';
  if (form.join !== undefined) return renderNames(list, form.join);
  const between = form.work ?? ', ';
  const end = between.endsWith('(') ? ')' : '';
  const work = `{% if person.role or person.of %}${between}{{ person.role }}{% if person.role and person.of %} at {% endif %}{{ person.of }}${end}{% endif %}`;
  const as = '{% if person.as %} ({{ person.as }}){% endif %}';
  const page = `${form.separator ?? `\n${form.below ?? '  '}`}{{ url }}`;
  const chosen = form.host === undefined ? page : `{% if url contains "//${form.host}" %}${page}{% endif %}`;
  const pages = `{% for url in person.profiles %}${chosen}{% endfor %}`;
  return loop('person', list, `${form.bullet ?? ''}{{ person.name }}${work}${as}${pages}`);
}

function renderNames(list: string, [between, last]: readonly [string, string]): string {
  const after =
    between === last
      ? `{% unless forloop.last %}${between}{% endunless %}`
      : `{% if forloop.rindex == 2 %}${last}{% elsif forloop.rindex > 2 %}${between}{% endif %}`;
  return `{% for person in ${list} %}{{ person.name }}${after}{% endfor %}`;
}

function renderSponsors({ bullet = '', end = '', separator }: ListForm): string {
  const url = separator === undefined ? '' : `{% if sponsor.url %}${separator}{{ sponsor.url }}{% endif %}`;
  return loop('sponsor', 'sponsors', `${bullet}{{ sponsor.name }}${end}${url}`);
}
