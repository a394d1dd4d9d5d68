import { differenceWords, formatMetric, meanWords, type Groups } from 'sentilab/tracking';

/** The configurations of a comparison: mean, spread and the paired difference to the baseline. */
export function GroupsTable({ comparison }: { readonly comparison: Groups }) {
  const { by, groups, metric, unit, baseline } = comparison;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Configurations side by side">
      <table>
        <thead>
          <tr>
            {by.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
            <th scope="col">{metric} [95 %]</th>
            <th scope="col">sd</th>
            <th scope="col">n</th>
            <th scope="col">to {baseline === null ? 'the baseline' : String(baseline)}, paired [95 %]</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={by.map((name) => String(group.params[name])).join(' ')}>
              {by.map((name) => (
                <th scope="row" key={name}>
                  {String(group.params[name])}
                </th>
              ))}
              <td>{meanWords(group, unit)}</td>
              <td>{group.sd === null ? '–' : formatMetric(group.sd, unit)}</td>
              <td>{group.n}</td>
              <td>
                {group.difference === null
                  ? '–'
                  : `${differenceWords(group, unit)}${group.difference.beyondNoise ? ' *' : ''}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
