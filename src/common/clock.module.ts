import { Global, Module } from '@nestjs/common';
import { Clock } from './clock';

/** One clock for the whole house: every room that injects `Clock` gets this one, so a test moves it for all. */
@Global()
@Module({ providers: [Clock], exports: [Clock] })
export class ClockModule {}
