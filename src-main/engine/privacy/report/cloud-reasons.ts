import type { CloudPurpose } from '../../network/cloud-types.ts';

/** What the requests of each purpose are for. */
export const PURPOSE_REASONS: Readonly<Record<CloudPurpose, string>> = {
  'google sign in': 'Sign in, after the person did so in the browser.',
  'google account': 'Renew the access token, and sign out.',
  'google files': 'Find, make and finish the file of an export.',
  'google sheets': 'Write the rows of an export.',
  'microsoft sign in': 'Sign in, after the person did so in the browser, and renew the access token.',
  'microsoft files': 'Find, make and finish the file of an export.',
  'microsoft upload': 'Send a workbook in parts.',
  'microsoft workbook': 'Write the rows of an export into a workbook.',
};

const TAKE_BACK = 'Takes back a file that this export made, when it was cancelled or failed.';
const SESSION = 'Opens and closes the session in which a workbook is written.';

/**
 * What each request is needed for, by method and path as the report shows them. A test holds it equal to the routes: one
 * without a line fails, and so does a line without one.
 */
export const REQUEST_REASONS: Readonly<Record<string, string>> = {
  'POST /token': 'Exchanges the code of a sign-in for tokens, and renews the access token.',
  'POST /revoke': 'Ends the sign-in at Google.',
  'POST /v4/spreadsheets': 'Makes a new spreadsheet.',
  'GET /v4/spreadsheets/{file}':
    'Reads the tabs and sizes of a spreadsheet, and the cells that an export is about to replace.',
  'POST /v4/spreadsheets/{file}/values:batchUpdate': 'Writes rows, as plain values: a formula stays text.',
  'POST /v4/spreadsheets/{file}/values:batchClear': 'Empties a tab that is written anew.',
  'POST /v4/spreadsheets/{file}:batchUpdate': 'Adds tabs, sizes and formats them.',
  'GET /drive/v3/about': 'Reads the name and address of the account.',
  'GET /drive/v3/files': 'Lists the files that Orgbench made, to export into one of them.',
  'GET /drive/v3/files/{file}': 'Reads name, type and link of one of them.',
  'PATCH /drive/v3/files/{file}': 'Names a file that an export made, and marks it as complete.',
  'DELETE /drive/v3/files/{file}': TAKE_BACK,
  'POST /upload/drive/v3/files': 'Sends a workbook in one piece, or begins to send it in parts.',
  'PUT /upload/drive/v3/files': 'Sends a part of a workbook, or asks how much arrived.',
  'DELETE /upload/drive/v3/files': 'Gives up an upload that was begun.',

  'GET /{tenant}/discovery/instance': "Checks the sign-in address, as Microsoft's library does.",
  'GET /{tenant}/v2.0/.well-known/openid-configuration': 'Reads the addresses of the sign-in.',
  'POST /{tenant}/oauth2/v2.0/token': 'Exchanges the code of a sign-in for tokens, and renews the access token.',
  'GET {drive}': 'Reads whose drive it is and of which kind.',
  'GET /v1.0/me/drives': 'Lists the drives of the account.',
  'GET {folder}[/children]': 'Lists the files of a folder, to export into one of them.',
  'GET {folder}:/{path}[:][/children]': 'Looks whether a file of that name is there.',
  "GET {drive}/[root/]search(q='{text}')": 'Searches for a file by the name that the person types.',
  'GET /v1.0/me/drive/(recent|sharedWithMe)[()]': 'Lists recent and shared workbooks to choose from.',
  'GET /v1.0/shares/{share}/driveItem': 'Finds the file behind a link that the person pastes.',
  'POST {folder}/children': 'Makes a folder.',
  'PATCH {item}': 'Names a file that an export made, and marks it as complete.',
  'DELETE {item}': TAKE_BACK,
  'PUT {file}/content': 'Sends a workbook in one piece.',
  'POST {file}/createUploadSession': 'Begins to send a workbook in parts.',
  'PUT /…': 'Sends a part of a workbook to the address that Microsoft named for it.',
  'GET /…': 'Asks that address how much arrived.',
  'DELETE /…': 'Gives up an upload that was begun.',
  'POST {workbook}/createSession': SESSION,
  'POST {workbook}/(refreshSession|closeSession)': SESSION,
  'GET {workbook}/operations/{name}': 'Asks whether a long step is done.',
  "GET {workbook}/sessionInfoResource(key='{text}')": 'Reads the session that a long step made.',
  'GET {workbook}/worksheets': 'Lists the tabs.',
  'GET {sheet}[/protection]': 'Reads a tab and whether it is protected.',
  'POST {workbook}/worksheets[/add]': 'Adds a tab.',
  'PATCH {sheet}': 'Names or moves a tab.',
  'DELETE {sheet}': 'Removes a tab that this export made.',
  'GET {range}': 'Reads the cells that an export is about to replace, and checks what was written.',
  'PATCH {range}': 'Writes rows.',
  'POST {range}/clear': 'Empties cells that are written anew.',
  'POST {range}/(delete|insert)': 'Makes the room that the rows need, no more.',
  'PATCH {range}/format[/font|/fill]': 'Formats headers and columns.',
  'POST {range}/format/autofit(Columns|Rows)': 'Sizes columns and rows.',
  'GET {tables}': 'Lists the tables of a workbook.',
  'POST {tables}/add': 'Makes a table of the rows.',
  'GET {table}[/(columns|rows)]': 'Reads the columns and the number of rows of a table.',
  'GET {table}/rows/itemAt(index={row})[/range]': 'Reads a row of a table.',
  'PATCH {table}': 'Names a table and sets its style.',
  'DELETE {table}': 'Removes a table that this export made.',
  'POST {table}/rows[/add]': 'Adds rows to a table.',
  'PATCH {table}/rows/itemAt(index={row})': 'Writes a row of a table.',
  'DELETE {table}/rows/itemAt(index={row})': 'Removes a row that a table has no longer.',
  'POST {table}/(clearFilters|sort/clear)':
    'Removes filter and sorting, so that rows are found where they are written.',
};
