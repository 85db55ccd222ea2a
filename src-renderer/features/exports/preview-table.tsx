import { ScrollRegion } from '../../ui/scroll-region.tsx';
import classes from './preview.module.css';

type Props = {
  readonly label: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** The first rows of an export, as they will be written. */
export function PreviewTable({ label, headers, rows }: Props) {
  return (
    <ScrollRegion className={classes.box} label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {headers.map((header, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two columns may have the same header.
              <th key={index} scope="col">
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
                <td key={index} title={cell} dir="auto">
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
