using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Emulated;

/// <summary>
/// A program of the device, for its emulator: drives through the simulated world and writes the transcript, or measures
/// what a router of a configuration takes of time or memory. Every line it writes is JSON. The plan's configuration was checked
/// before.
/// </summary>
public static class Program
{
    /// <summary>Does what <see cref="Plan"/> says.</summary>
    public static void Main()
    {
        if (Plan.Scenario != null)
        {
            Scenario scenario = Scenarios.Find(Plan.Scenario);
            Drive.Run(ScenarioSettings.Read(scenario, Plan.Profile).Settings, scenario, scenario.Seconds);
        }
        else if (Plan.Seconds > 0)
        {
            Drive.Run(RouterSettingsReader.Read(Plan.Configuration).Settings, null, Plan.Seconds);
        }
        else if (Plan.Rounds > 0)
        {
            Cost.Measure();
        }
        else
        {
            Footprint.Measure();
        }
    }
}
