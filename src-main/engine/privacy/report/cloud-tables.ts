import type { ReportTable } from '../../../../src-preload/contract/privacy-report.ts';
import type { CloudRoute } from '../../network/cloud-route.ts';
import { GOOGLE_PATH_WORDS, GOOGLE_ROUTES } from '../../network/cloud-routes-google.ts';
import { MICROSOFT_PATH_WORDS, MICROSOFT_ROUTES } from '../../network/cloud-routes-microsoft.ts';
import { UPLOAD_HOSTS } from '../../network/upload-addresses.ts';
import { PURPOSE_REASONS, REQUEST_REASONS } from './cloud-reasons.ts';
import { readablePath } from './readable-path.ts';

type Words = Readonly<Record<string, string>>;

const COLUMNS = ['Purpose', 'Method', 'Host', 'Path', 'What the body may hold', 'Access token', 'Why'];
const ONLY_IF =
  'Sent only after the person signed in an account, and not while "No network except Salesforce" is on. All that may be sent: the gateway refuses everything else before it is sent.';

/** Method and path of a route as the report shows them; the reasons are listed by it. */
export function cloudRequestName(route: Pick<CloudRoute, 'method' | 'path'>, words: Words): string {
  return `${route.method} ${readablePath(route.path, words)}`;
}

export function cloudTables(): readonly ReportTable[] {
  return [
    {
      id: 'google-requests',
      title: 'Requests to Google',
      text: `${ONLY_IF} Nothing in it shares a file, reads the content of another file, or moves or copies one.`,
      columns: COLUMNS,
      rows: GOOGLE_ROUTES.map((route) => requestRow(route, GOOGLE_PATH_WORDS)),
    },
    {
      id: 'microsoft-requests',
      title: 'Requests to Microsoft',
      text: `${ONLY_IF} Nothing in it shares a file or copies one. The words in braces are explained in the next table.`,
      columns: COLUMNS,
      rows: MICROSOFT_ROUTES.map((route) => requestRow(route, MICROSOFT_PATH_WORDS)),
    },
    {
      id: 'microsoft-places',
      title: 'Words in the paths to Microsoft',
      text: 'What a word in braces stands for; [x] may be absent, (a|b) is one of several.',
      columns: ['Word', 'Stands for'],
      rows: placeRows(),
    },
    {
      id: 'cloud-purposes',
      title: 'Purposes of requests to Google and Microsoft',
      text: 'The ledger shows the purpose of each request.',
      columns: ['Purpose', 'What for'],
      rows: Object.entries(PURPOSE_REASONS).map(([purpose, why]) => [purpose, why]),
    },
  ];
}

function requestRow(route: CloudRoute, words: Words): string[] {
  const name = cloudRequestName(route, words);
  return [
    route.purposes.join(', '),
    route.method,
    route.origin === null ? UPLOAD_HOSTS.map(({ shown }) => shown).join(', ') : new URL(route.origin).host,
    readablePath(route.path, words),
    bodyWords(route.body),
    route.bearer ? 'yes' : 'no',
    REQUEST_REASONS[name] ?? '',
  ];
}

function bodyWords(body: CloudRoute['body']): string {
  switch (body.kind) {
    case 'none':
      return '';
    case 'bytes':
      return 'the file of the export, or a part of it';
    case 'form':
      return `form: ${body.names.join(', ')}`;
    case 'json':
      return body.names.length === 0 ? 'nothing' : body.names.join(', ');
  }
}

function placeRows(): string[][] {
  const words = Object.entries(MICROSOFT_PATH_WORDS);
  return words.flatMap(([word, part], index) => {
    const rest: Words = Object.fromEntries(words.slice(index + 1));
    const shown = SIMPLE[word] ?? (word.startsWith('{') ? readablePath(new RegExp(`^${part}$`), rest) : null);
    return shown === null ? [] : [[word, shown]];
  });
}

/** Words whose pattern says less than a sentence. */
const SIMPLE: Words = {
  '{path}': 'names of folders and of a file',
  '{text}': 'a name, a range of cells or the words of a search',
  '{name}': 'a name or an id',
  '{share}': 'a link that the person pasted, encoded as Microsoft asks for it',
  '{tenant}': 'common, organizations, consumers, or a tenant by id or domain',
  '{drive id}': 'the id of a drive',
  '{item id}': 'the id of a file or folder',
  '{row}': 'the number of a row',
};
