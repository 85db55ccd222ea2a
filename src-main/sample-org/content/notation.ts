/*
 * The small notation in which the sample company's objects are written, one line for one thing:
 *
 *   # Api_Name__c; Label; Label plural; 2019-04; options     an object, created in that month
 *   + Account; 2018-02; ns fieldmile                          an extension of an object that exists already
 *   > Text                                                    its description
 *   & Name = Label | description                              a record type (`-` before the name: inactive)
 *   = Field__c: A; B*                                     the values that its last record type offers of a picklist
 *   ! Name | message | Error_Field__c | {formula} | description   a validation rule (`-` before the name: inactive)
 *   Api_Name = Label: type and flags | help text | description    a field; `= Label` only where it differs from the name
 *
 * A field's type part is one of the words in `field-types.ts`; picklist values stand in square brackets, a formula in braces:
 *   Status: pick [Open*; In progress; Done; Parked!] track    `*` default, `!` inactive, `Code=Label`, `Value<A,B>` only for
 *                                                             A and B of the controlling field
 */

export interface FieldLine {
  readonly name: string;
  readonly label: string | null;
  readonly words: readonly string[];
  /** What stands between square brackets, or null. */
  readonly values: string | null;
  /** What stands between braces, or null. */
  readonly formula: string | null;
  readonly helpText: string | null;
  readonly description: string | null;
}

export interface RecordTypeLine {
  readonly name: string;
  readonly label: string;
  readonly active: boolean;
  readonly description: string | null;
  /** Values by API name of the field; `*` behind the default one. */
  readonly picklists: readonly { readonly field: string; readonly values: string }[];
}

export interface RuleLine {
  readonly name: string;
  readonly active: boolean;
  readonly message: string;
  readonly errorField: string | null;
  readonly formula: string;
  readonly description: string | null;
}

export interface ObjectBlock {
  readonly extends: boolean;
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly month: string;
  readonly options: readonly string[];
  readonly description: string | null;
  readonly fields: readonly FieldLine[];
  readonly recordTypes: readonly RecordTypeLine[];
  readonly rules: readonly RuleLine[];
}

const between = (text: string, open: string, close: string): string | null => {
  const start = text.indexOf(open);
  const end = text.lastIndexOf(close);
  return start >= 0 && end > start ? text.slice(start + 1, end).trim() : null;
};

const orNull = (text: string | undefined): string | null => text?.trim() || null;

/** Reads one field line; standard objects use the same form with types of their own. */
export function parseField(line: string): FieldLine {
  const colon = line.indexOf(':');
  if (colon < 0) throw new Error(`A field line needs a colon after the name: ${line}`);
  const [name = '', label] = line.slice(0, colon).split(' = ');
  const [type = '', help, description] = line.slice(colon + 1).split(' | ');
  const formula = between(type, '{', '}');
  const outside = formula === null ? type : type.slice(0, type.indexOf('{'));
  const values = formula === null ? between(outside, '[', ']') : null;
  const words = (values === null ? outside : outside.replace(/\[.*\]/, '')).split(' ').filter(Boolean);
  return {
    name: name.trim(),
    label: orNull(label),
    words,
    values,
    formula,
    helpText: orNull(help),
    description: orNull(description),
  };
}

function activeName(text: string): { name: string; active: boolean } {
  const name = text.trim();
  return name.startsWith('-') ? { name: name.slice(1).trim(), active: false } : { name, active: true };
}

function parseRecordType(line: string): RecordTypeLine {
  const [head = '', description] = line.split(' | ');
  const [raw = '', label] = head.split(' = ');
  const { name, active } = activeName(raw);
  return {
    name,
    active,
    label: label?.trim() ?? name.replaceAll('_', ' '),
    description: orNull(description),
    picklists: [],
  };
}

/** Adds a picklist line to the record type above it. */
function withPicklist(block: OpenBlock, line: string): void {
  const above = block.recordTypes.pop();
  const colon = line.indexOf(':');
  if (above === undefined || colon < 0) throw new Error(`A picklist line needs a record type and a colon: ${line}`);
  const picklist = { field: line.slice(0, colon).trim(), values: line.slice(colon + 1) };
  block.recordTypes.push({ ...above, picklists: [...above.picklists, picklist] });
}

function parseRule(line: string): RuleLine {
  const [raw = '', message = '', errorField, formula = '', description] = line.split(' | ');
  return {
    ...activeName(raw),
    message: message.trim(),
    errorField: orNull(errorField),
    formula: between(formula, '{', '}') ?? '',
    description: orNull(description),
  };
}

interface OpenBlock {
  readonly head: Pick<ObjectBlock, 'extends' | 'name' | 'label' | 'labelPlural' | 'month' | 'options'>;
  readonly description: string[];
  readonly fields: FieldLine[];
  readonly recordTypes: RecordTypeLine[];
  readonly rules: RuleLine[];
}

function openBlock(line: string): OpenBlock {
  const parts = line
    .slice(1)
    .split(';')
    .map((part) => part.trim());
  const isExtension = line.startsWith('+');
  const [name = '', label = '', labelPlural = '', month = ''] = isExtension
    ? [parts[0], parts[0], parts[0], parts[1]]
    : parts;
  const options = (parts[isExtension ? 2 : 4] ?? '').split(',').map((option) => option.trim());
  return {
    head: { extends: isExtension, name, label, labelPlural, month, options: options.filter(Boolean) },
    description: [],
    fields: [],
    recordTypes: [],
    rules: [],
  };
}

/**
 * Reads blocks of the notation.
 * @throws Error that quotes the line it cannot read
 */
export function parseNotation(text: string): readonly ObjectBlock[] {
  const blocks: OpenBlock[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    if (line.startsWith('#') || line.startsWith('+')) {
      blocks.push(openBlock(line));
      continue;
    }
    const block = blocks.at(-1);
    if (!block) throw new Error(`A line stands before the first object: ${line}`);
    const rest = line.slice(1).trim();
    if (line.startsWith('>')) block.description.push(rest);
    else if (line.startsWith('&')) block.recordTypes.push(parseRecordType(rest));
    else if (line.startsWith('=')) withPicklist(block, rest);
    else if (line.startsWith('!')) block.rules.push(parseRule(rest));
    else block.fields.push(parseField(line));
  }
  return blocks.map(({ head, description, ...lines }) => ({
    ...head,
    ...lines,
    description: orNull(description.join(' ')),
  }));
}
