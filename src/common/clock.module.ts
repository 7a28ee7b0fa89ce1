import { Global, Module } from '@nestjs/common';
import { Clock } from './clock';

/** One clock for the whole house: whoever asks for `Clock` gets this one, and tests move it for everybody. */
@Global()
@Module({ providers: [Clock], exports: [Clock] })
export class ClockModule {}
