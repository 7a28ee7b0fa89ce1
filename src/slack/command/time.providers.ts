import { ConnectOffer } from './connect/connect-offer';
import { TodayCommand } from './day/today.command';
import { WeekCommand } from './day/week.command';
import { EntryButtons } from './entry-buttons';
import { EntryForm } from './form/entry-form';
import { FormCommand } from './form/form.command';
import { FormSubmission } from './form/form-submission';
import { FormWindow } from './form/form-window';
import { CatalogueRepository } from './log/catalogue.repository';
import { DayEntriesRepository } from './log/day-entries.repository';
import { EntryTeller } from './log/entry-teller';
import { LogCommand } from './log/log.command';
import { SlackEntriesRepository } from './log/slack-entries.repository';
import { TurnsRepository } from './log/turns.repository';
import { WorkLog } from './log/work-log';
import { ButtonListener } from './slack-side/button.listener';
import { CommandListener } from './slack-side/command.listener';
import { FormListener } from './slack-side/form.listener';
import { PrivateWord } from './slack-side/private-word';
import { ResponseUrls } from './slack-side/response-urls';
import { Subcommands } from './subcommands';
import { TimeCommand } from './time-command';
import { UndoCommand } from './undo/undo.command';
import { Withdrawal } from './undo/withdrawal';
import { Askers } from './who/askers';
import { AskersRepository } from './who/askers.repository';
import { HelpCommand } from './words/help.command';
import { LinkCommand } from './words/link.command';
import { ProjectsCommand } from './words/projects.command';
import { StatusCommand } from './words/status.command';

/** A new word of `/time` is one class, and one name here. */
const SUBCOMMANDS = [
  FormCommand,
  HelpCommand,
  LinkCommand,
  LogCommand,
  ProjectsCommand,
  StatusCommand,
  TodayCommand,
  UndoCommand,
  WeekCommand,
];
const ANSWERING = [Askers, AskersRepository, ConnectOffer, Subcommands, TimeCommand, EntryButtons];
const LOGGING = [
  CatalogueRepository,
  DayEntriesRepository,
  EntryTeller,
  SlackEntriesRepository,
  TurnsRepository,
  WorkLog,
  Withdrawal,
];
const FORM = [EntryForm, FormSubmission, FormWindow];
const LISTENING = [CommandListener, ButtonListener, FormListener, PrivateWord, ResponseUrls];

/** `/time`, its buttons and its form. */
export const TIME_PROVIDERS = [...SUBCOMMANDS, ...ANSWERING, ...LOGGING, ...FORM, ...LISTENING];
