import { FaultEffect as AnyEffect, FaultRule as AnyRule } from '../simulator/fault';
import { RequestKind } from './api.request';
import { ErrorReason } from './google.error';

/** Google's words for an error, and any other. */
type Reason = ErrorReason | (string & {});

export type FaultEffect = AnyEffect<Reason>;
export type FaultRule = AnyRule<RequestKind, Reason>;
