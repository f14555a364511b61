import type { NoticePlace } from '@platform/feature';
import type { Schema } from '@platform/api/types';
import type { IconName } from '@ui';
import { features } from './features';

export type Notice = Schema<'NoticeRow'>;

const places = new Map<string, NoticePlace>(
  features.flatMap((feature) => Object.entries(feature.notices ?? {})),
);

/** Where the reader does something about it; undefined when no feature knows the kind. */
export function href_of(notice: Notice): string | undefined {
  return places.get(notice.kind)?.path.replace(':subject_id', notice.subject_id);
}

export function icon_of(notice: Notice): IconName {
  return (places.get(notice.kind)?.icon ?? 'bell') as IconName;
}
