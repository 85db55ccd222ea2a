import { ScrollRegion } from '../../ui/scroll-region.tsx';
import classes from './preview.module.css';

type Props = {
  readonly label: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** The first rows of an export, as they will be written. */
export function PreviewTable({ label, headers, rows }: Props) {
  const numeric = headers.map((_, index) => isNumeric(rows.map((cells) => cells[index] ?? '')));
  return (
    <ScrollRegion className={classes.box} label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {headers.map((header, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two columns may have the same header.
              <th key={index} scope="col" title={header} data-numeric={numeric[index]}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows of a preview have no identity.
            <tr key={row}>
              {cells.map((cell, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- nor have its cells.
                <td key={index} title={cell} dir="auto" data-numeric={numeric[index]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** True when all that a column holds here are numbers. */
function isNumeric(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length > 0 && filled.every((cell) => /^-?\d[\d.,]*$/.test(cell));
}
