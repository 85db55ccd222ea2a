import type { Store } from '../../src-main/engine/store/store.ts';
import type { Database } from '../../src-main/engine/store/database.ts';

/** Words that are in no other text, with three letters (`qzx`, `vkq`) that no other word has. */
export const PLANTED = { a: 'Qzxvalloria', b: 'Vkqmundebar' } as const;

/**
 * Two orgs, `a` and `b`, whose every text holds a planted word: read, indexed, read again with changes, so that pages
 * were split, rows moved and versions ended.
 */
export function plantOrgs(db: Database, store: Store, fieldsEach = 1500): void {
  for (const [id, word] of Object.entries(PLANTED)) {
    db.prepare(
      `INSERT INTO connection (id, name, group_name, colour, notes, type, instance_url, created_at)
       VALUES (?, ?, '', '', '', 'sandbox', 'https://example.my.salesforce.com', '2026-01-01T00:00:00.000Z')`,
    ).run(id, `Org ${id}`);
    const { key } = store.catalog.org(id);
    db.transaction(() => {
      const insert = {
        snapshot: db.prepare(
          `INSERT INTO snapshot (connection_key, started_at, state, reason) VALUES (?, '2026-01-02', 'complete', ?)`,
        ),
        object: db.prepare(
          `INSERT INTO sobject (connection_key, valid_from, row_hash, name, label, kind, description, flags)
           VALUES (?, 1, x'00', ?, ?, 'custom', ?, 0)`,
        ),
        listed: db.prepare(
          `INSERT INTO org_object (connection_key, name, label, kind, suggested) VALUES (?, ?, ?, 'custom', 1)`,
        ),
        picklist: db.prepare(
          'INSERT INTO picklist (connection_key, hash, value_count, values_json) VALUES (?, ?, 1, ?)',
        ),
        field: db.prepare(
          `INSERT INTO field (connection_key, valid_from, row_hash, object, name, label, help_text, description,
             picklist_id, flags) VALUES (?, 1, x'00', ?, ?, ?, ?, ?, ?, 0)`,
        ),
        recordType: db.prepare(
          `INSERT INTO record_type (connection_key, valid_from, row_hash, object, name, label, active, is_default, master)
           VALUES (?, 1, x'00', ?, ?, ?, 1, 0, 0)`,
        ),
        child: db.prepare(
          `INSERT INTO child_relationship (connection_key, valid_from, row_hash, object, child_object, field,
             cascade_delete) VALUES (?, 1, x'00', ?, ?, ?, 0)`,
        ),
        unknown: db.prepare('INSERT INTO unknown_part (connection_key, area, name, reason) VALUES (?, ?, ?, ?)'),
        state: db.prepare('INSERT INTO org_state (connection_key, last_read_at) VALUES (?, ?)'),
      };
      insert.state.run(key, '2026-01-02T00:00:00.000Z');
      insert.snapshot.run(key, `because ${word}`);
      insert.unknown.run(key, 'describe', `${word}__c`, `no ${word}`);
      for (let index = 0; index < fieldsEach; index += 1) {
        const object = `${word}_${index % 30}__c`;
        if (index < 30) {
          insert.object.run(key, object, `${word} thing ${index}`, `about ${word} `.repeat(20));
          insert.listed.run(key, object, `${word} thing ${index}`);
          insert.recordType.run(key, object, `${word}_rt`, `${word} type`);
          insert.child.run(key, object, object, `${word}_parent__c`);
        }
        const picklist = insert.picklist.run(
          key,
          Buffer.from(String(index)),
          JSON.stringify([`${word} value ${index}`]),
        );
        const long = `${word} helps with number ${index}. `.repeat(1 + (index % 7));
        insert.field.run(
          key,
          object,
          `${word}_${index}__c`,
          `${word} ${index}`,
          long,
          index % 5 === 0 ? long.repeat(30) : null,
          picklist.lastInsertRowid,
        );
      }
    })();
  }
  for (const [id, word] of Object.entries(PLANTED)) plantComponents(store, id, word, 1);
  fillIndex(store);
  // A second reading: versions end, labels grow and move.
  for (const id of Object.keys(PLANTED)) {
    const { key } = store.catalog.org(id);
    db.transaction(() => {
      db.prepare('UPDATE field SET valid_to = 2 WHERE connection_key = ? AND id % 3 = 0').run(key);
      db.prepare(
        `INSERT INTO field (connection_key, valid_from, row_hash, object, name, label, help_text, flags)
         SELECT connection_key, 2, x'01', object, name, label || ' new', help_text || help_text, 0 FROM field
         WHERE connection_key = ? AND valid_to = 2`,
      ).run(key);
      db.prepare(`UPDATE field SET label = label || ' changed' WHERE connection_key = ? AND id % 7 = 0`).run(key);
    })();
  }
  for (const [id, word] of Object.entries(PLANTED)) plantComponents(store, id, `${word} again`, 2);
  fillIndex(store);
}

/** Reports whose every text holds the word; another reading ends versions and puts others in their place. */
function plantComponents({ catalog, areas }: Store, id: string, word: string, snapshot: number): void {
  const { key } = catalog.org(id);
  const at = { connectionKey: key, snapshot, readAt: '2026-01-02T00:00:00.000Z' };
  catalog.transaction(() => {
    for (let index = 0; index < 120; index += 1) {
      areas.components.save(at, 'reports', {
        type: 'Report',
        name: `${PLANTED[id === 'a' ? 'a' : 'b']}/Report_${index}`,
        label: `${word} report ${index}`,
        object: null,
        namespace: null,
        orgId: null,
        description: `about ${word} `.repeat(1 + (index % 9)),
        createdDate: null,
        createdBy: word,
        lastModifiedDate: null,
        lastModifiedBy: word,
        facts: { columns: [word, `${word} column`], definition: { columns: [{ label: `${word} column` }] } },
        searchText: `${word} column ${index} `.repeat(1 + (index % 40)),
        unknown: [],
      });
    }
    areas.usage.add(key, 'report definitions', [
      { fromType: 'Report', fromName: word, toType: 'CustomField', toName: `${word}.Field__c`, via: 'column' },
    ]);
  });
}

export function fillIndex({ catalog }: Store): void {
  for (;;) {
    const { done, total } = catalog.searchIndex.step();
    if (done >= total) return;
  }
}
