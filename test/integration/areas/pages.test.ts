import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CATALOG_AREAS } from '../../../src-preload/contract/areas.ts';
import {
  COMPONENT_TYPES,
  componentDetail,
  componentRow,
  type ComponentQuery,
  type ComponentType,
} from '../../../src-preload/contract/components.ts';
import { columnsOf, ownColumnsOf } from '../../../src-main/domain/areas/columns.ts';
import { createComponentsService } from '../../../src-main/engine/areas/components-service.ts';
import { SECTION_SPECS } from '../../../src-main/engine/areas/component-sections-specs.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { startSampleOrg } from '../../../src-main/sample-org/index.ts';
import { callContext, openSyncRig, type SyncRig } from '../../support/sync-rig.ts';
import { tempFolder } from '../../support/temp-folder.ts';
