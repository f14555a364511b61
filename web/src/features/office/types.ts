import type { Schema } from '@platform/api/types';

/** The office's part of the API. */
export type SettingView = Schema<'SettingView'>;
export type Revision = Schema<'RevisionView'>;
export type TaskView = Schema<'TaskView'>;
export type QueueCount = Schema<'QueueCount'>;
export type TaskState = Schema<'State'>;
export type ImportReport = Schema<'ImportReport'>;
export type RowFault = Schema<'RowFault'>;
export type RightChangeView = Schema<'RightChangeView'>;
export type Holiday = Schema<'Holiday'>;
export type HolidayYear = Schema<'HolidayYear'>;
export type AccessView = Schema<'AccessView'>;
