import { TargetArchived } from '../../../billing/time-entries/target-archived';
import { Conflict, type Problem, ValidationFailed } from '../../../common/errors/problem';
import { outcomeOf, type Outcome } from './form-outcome';

const refusedWith = (problem: Problem): Promise<Outcome> => outcomeOf(() => Promise.reject(problem));

describe('A form that was refused', () => {
  it('says below the project that it is archived, in whatever words', async () => {
    const outcome = await refusedWith(new TargetArchived('It takes nothing any more.'));
    expect(outcome).toEqual({ errors: { project: 'It takes nothing any more.' } });
  });

  it('says below the project that there is none', async () => {
    const outcome = await refusedWith(new ValidationFailed([{ pointer: '/project_id', detail: 'is gone' }]));
    expect(outcome).toEqual({ errors: { project: 'project id is gone.' } });
  });

  it('says all else below the duration, whatever its words are', async () => {
    const outcome = await refusedWith(new Conflict('The entry of this project is approved.'));
    expect(outcome).toEqual({ errors: { duration: 'The entry of this project is approved.' } });
  });
});
