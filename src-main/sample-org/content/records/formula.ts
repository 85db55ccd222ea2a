/*
 * The part of the formula language that the sample company's formulas use: arithmetic, comparisons, texts, dates and
 * some fifteen functions. A formula is parsed once and then evaluated for many records.
 */

/** A value in a formula. Dates and times are Date objects; a percentage of 40 is 0.4. */
export type FormulaValue = number | string | boolean | Date | null;

export interface FormulaPlace {
  /** The value at a path such as `Amount__c` or `Site__r.Region__r.Name`. */
  read(path: string): FormulaValue;
  readonly now: Date;
  /** Whether a number that is not there counts as 0. */
  readonly blankIsZero: boolean;
}

export type Formula = (place: FormulaPlace) => FormulaValue;

const dayMs = 86_400_000;
const tokenPattern =
  /\s*("(?:[^"\\]|\\.)*"|\d+(?:\.\d+)?|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*|<=|>=|<>|!=|==|&&|\|\||[-+*/^&=<>(),!])/gy;

/** Parses a formula. @throws Error that quotes what it does not understand */
export function parseFormula(text: string): Formula {
  const tokens = tokensOf(text);
  let at = 0;
  const take = (): string => tokens[at++] ?? '';
  const expect = (token: string): void => {
    if (take() !== token) throw new Error(`The formula lacks "${token}": ${text}`);
  };
  const primary = (): Formula => {
    const token = take();
    if (token === '(') {
      const inner = binary(0);
      expect(')');
      return inner;
    }
    if (token === '-') return negated(primary());
    if (token === '!') return not(primary());
    if (token.startsWith('"')) return constant(token.slice(1, -1).replace(/\\(.)/g, '$1'));
    if (/^\d/.test(token)) return constant(Number(token));
    if (!/^[A-Za-z_]/.test(token)) throw new Error(`The formula has an unexpected "${token}": ${text}`);
    if (tokens[at] !== '(') return constantName(token) ?? ((place) => place.read(token));
    at += 1;
    const parameters: Formula[] = [];
    while (tokens[at] !== ')') {
      parameters.push(binary(0));
      if (tokens[at] === ',') at += 1;
      else if (tokens[at] !== ')') throw new Error(`The formula lacks ")": ${text}`);
    }
    at += 1;
    return call(token.toUpperCase(), parameters, text);
  };
  const binary = (least: number): Formula => {
    let left = primary();
    for (;;) {
      const operator = tokens[at] ?? '';
      const strength = strengths[operator];
      if (strength === undefined || strength < least) return left;
      at += 1;
      left = combined(operator, left, binary(strength + 1));
    }
  };
  const formula = binary(0);
  if (at < tokens.length) throw new Error(`The formula goes on after its end, at "${tokens[at] ?? ''}": ${text}`);
  return formula;
}

const strengths: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '=': 3,
  '==': 3,
  '<>': 3,
  '!=': 3,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
  '&': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '^': 8,
};

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  let end = 0;
  for (let match = tokenPattern.exec(text); match !== null; match = tokenPattern.exec(text)) {
    tokens.push(match[1] ?? '');
    end = tokenPattern.lastIndex;
  }
  if (text.slice(end).trim() !== '')
    throw new Error(`The formula has an unexpected "${text.slice(end, end + 10)}": ${text}`);
  return tokens;
}

function constant(value: FormulaValue): Formula {
  return () => value;
}

function constantName(name: string): Formula | undefined {
  const values: Readonly<Record<string, FormulaValue>> = { TRUE: true, FALSE: false, NULL: null };
  const value = values[name.toUpperCase()];
  return value === undefined ? undefined : constant(value);
}

function negated(inner: Formula): Formula {
  return (place) => {
    const value = numeric(inner(place), place);
    return typeof value === 'number' ? -value : null;
  };
}

function not(inner: Formula): Formula {
  return (place) => inner(place) !== true;
}

function isBlank(value: FormulaValue): boolean {
  return value === null || value === '';
}

function numeric(value: FormulaValue, { blankIsZero }: FormulaPlace): number | Date | null {
  if (typeof value === 'number' || value instanceof Date) return value;
  return value === null && blankIsZero ? 0 : null;
}

function combined(operator: string, left: Formula, right: Formula): Formula {
  switch (operator) {
    case '&&':
      return (place) => left(place) === true && right(place) === true;
    case '||':
      return (place) => left(place) === true || right(place) === true;
    case '&':
      return (place) => joined(left(place), right(place));
    case '=':
    case '==':
      return (place) => isSame(left(place), right(place), place);
    case '<>':
    case '!=':
      return (place) => !isSame(left(place), right(place), place);
    case '<':
    case '>':
    case '<=':
    case '>=':
      return (place) => compared(operator, numeric(left(place), place), numeric(right(place), place));
    default:
      return (place) => {
        const [a, b] = [left(place), right(place)];
        if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) return joined(a, b);
        return calculated(operator, numeric(a, place), numeric(b, place));
      };
  }
}

function joined(left: FormulaValue, right: FormulaValue): string {
  return [left, right]
    .map((part) => (part instanceof Date ? part.toISOString().slice(0, 10) : String(part ?? '')))
    .join('');
}

function isSame(left: FormulaValue, right: FormulaValue, place: FormulaPlace): boolean {
  if (isBlank(left) && isBlank(right)) return true;
  const [a, b] = [left, right].map((value) => (value === null && place.blankIsZero ? 0 : value));
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}

function compared(operator: string, left: number | Date | null, right: number | Date | null): boolean {
  if (left === null || right === null) return false;
  const order = Number(left) - Number(right);
  if (operator === '<') return order < 0;
  if (operator === '>') return order > 0;
  return operator === '<=' ? order <= 0 : order >= 0;
}

/** Days between two dates, a date some days away, or a number; null where a part is missing or the divisor is 0. */
function calculated(operator: string, left: number | Date | null, right: number | Date | null): FormulaValue {
  if (left === null || right === null) return null;
  if (left instanceof Date) {
    if (right instanceof Date) return operator === '-' ? (left.getTime() - right.getTime()) / dayMs : null;
    return new Date(left.getTime() + (operator === '-' ? -right : right) * dayMs);
  }
  if (right instanceof Date) return operator === '+' ? new Date(right.getTime() + left * dayMs) : null;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? null : left / right;
    default:
      return left ** right;
  }
}

type Compute = (values: readonly (() => FormulaValue)[], place: FormulaPlace) => FormulaValue;

const amounts = (values: readonly (() => FormulaValue)[], place: FormulaPlace): readonly number[] =>
  values.map((value) => numeric(value(), place)).filter((value) => typeof value === 'number');

/** Functions get their parameters unevaluated, so that IF computes one branch alone. */
const functions: Readonly<Record<string, Compute>> = {
  IF: ([test, yes, no]) => (test?.() === true ? (yes?.() ?? null) : (no?.() ?? null)),
  AND: (values) => values.every((value) => value() === true),
  OR: (values) => values.some((value) => value() === true),
  NOT: ([value]) => value?.() !== true,
  ISBLANK: ([value]) => isBlank(value?.() ?? null),
  ISPICKVAL: ([value, text]) => (value?.() ?? '') === (text?.() ?? ''),
  TODAY: (_values, { now }) => new Date(Math.floor(now.getTime() / dayMs) * dayMs),
  NOW: (_values, { now }) => now,
  TEXT: ([value]) => joined(value?.() ?? null, ''),
  VALUE: ([value]) => {
    const number = Number(value?.() ?? '');
    return Number.isNaN(number) ? null : number;
  },
  DATEVALUE: ([value]) => {
    const date = value?.() ?? null;
    return date instanceof Date ? new Date(Math.floor(date.getTime() / dayMs) * dayMs) : null;
  },
  ADDMONTHS: ([value, count], place) => {
    const date = value?.() ?? null;
    const months = numeric(count?.() ?? null, place);
    if (!(date instanceof Date) || typeof months !== 'number') return null;
    return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate()));
  },
  YEAR: ([value]) => {
    const date = value?.() ?? null;
    return date instanceof Date ? date.getUTCFullYear() : null;
  },
  MIN: (values, place) => (amounts(values, place).length === 0 ? null : Math.min(...amounts(values, place))),
  MAX: (values, place) => (amounts(values, place).length === 0 ? null : Math.max(...amounts(values, place))),
  ROUND: ([value, digits], place) => {
    const amount = numeric(value?.() ?? null, place);
    return typeof amount === 'number' ? Number(amount.toFixed(Number(digits?.() ?? 0))) : null;
  },
};

function call(name: string, parameters: readonly Formula[], text: string): Formula {
  const compute = functions[name];
  if (compute === undefined) throw new Error(`The formula has the unknown function ${name}: ${text}`);
  return (place) =>
    compute(
      parameters.map((parameter) => () => parameter(place)),
      place,
    );
}
