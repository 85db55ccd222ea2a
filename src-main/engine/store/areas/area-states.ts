import type { AreaState, CatalogArea } from '../../../../src-preload/contract/areas.ts';
import type { Fact } from '../../../domain/areas/component.ts';
import type { Database } from '../database.ts';

/** How far an area of an org is read. */
export type AreaRow = {
  readonly area: CatalogArea;
  readonly chosen: boolean;
  readonly state: AreaState;
  /** ISO 8601; when it was last read to its end. */
  readonly readAt: string | null;
  /** The snapshot that read it last, or is reading it. */
  readonly readIn: number | null;
  /** What the area's reader put down at the end of a read; null makes the next one a first read. */
  readonly watermark: Fact;
};

type Row = Omit<AreaRow, 'chosen' | 'watermark'> & { readonly chosen: number; readonly watermark: string | null };

/** Which areas are chosen, and how far each is read. */
export function createAreaStates(db: Database) {
  const list = db.prepare(
    `SELECT area, chosen, state, read_at AS readAt, read_in AS readIn, watermark FROM area_state WHERE connection_key = ?`,
  );
  const ensure = db.prepare('INSERT OR IGNORE INTO area_state (connection_key, area) VALUES (?, ?)');
  const choose = db.prepare('UPDATE area_state SET chosen = ? WHERE connection_key = ? AND area = ?');
  const begin = db.prepare(
    `UPDATE area_state SET state = 'reading', read_in = ? WHERE connection_key = ? AND area = ?`,
  );
  const finish = db.prepare(
    `UPDATE area_state SET state = ?, read_at = ?, watermark = ?, read_in = ? WHERE connection_key = ? AND area = ?`,
  );
  const stop = db.prepare(`UPDATE area_state SET state = 'stopped' WHERE connection_key = ? AND area = ?`);
  const interrupt = db.prepare(`UPDATE area_state SET state = 'stopped' WHERE state = 'reading'`);
  const forget = db.prepare(
    `UPDATE area_state SET state = 'never', read_at = NULL, read_in = NULL, watermark = NULL
     WHERE connection_key = ? AND area = ?`,
  );
  const put = (key: number, area: CatalogArea): void => {
    ensure.run(key, area);
  };
  return {
    list: (key: number): AreaRow[] =>
      (list.all(key) as Row[]).map((row) => ({
        ...row,
        chosen: row.chosen === 1,
        watermark: row.watermark === null ? null : (JSON.parse(row.watermark) as Fact),
      })),
    choose(key: number, area: CatalogArea, chosen: boolean): void {
      put(key, area);
      choose.run(Number(chosen), key, area);
    },
    begin(key: number, area: CatalogArea, snapshot: number): void {
      put(key, area);
      begin.run(snapshot, key, area);
    },
    finish(key: number, area: CatalogArea, end: Pick<AreaRow, 'state' | 'readAt' | 'watermark' | 'readIn'>): void {
      put(key, area);
      const watermark = end.watermark === null ? null : JSON.stringify(end.watermark);
      finish.run(end.state, end.readAt, watermark, end.readIn, key, area);
    },
    stop(key: number, area: CatalogArea): void {
      stop.run(key, area);
    },
    /** At start: whatever was being read was ended with the program. */
    interruptRunning: (): void => {
      interrupt.run();
    },
    /** Its components are gone, so the next read is a first one. */
    forget(key: number, area: CatalogArea): void {
      forget.run(key, area);
    },
  };
}
