using System.Globalization;

namespace McoaRouter.Tools.Events;

/// <summary>
/// What happens to a router, as people read it: in a drive, behind <c>mcoa watch</c> and on the dashboard's page. Texts and
/// numbers that are not known are null, and "-".
/// </summary>
internal static class EventSentences
{
    private const string Unknown = "-";

    /// <summary>A link came up or went down.</summary>
    public static string Uplink(string? uplink, bool up, string? careOfAddress)
    {
        return !up ? $"{Text(uplink)}: down"
            : careOfAddress is null ? $"{Text(uplink)}: up"
            : $"{Text(uplink)}: up, care-of address {careOfAddress}";
    }

    /// <summary>A Binding Update left; the first is attempt 1.</summary>
    public static string BindingUpdate(string? uplink, long? sequence, long? attempt, bool deregistration)
    {
        string kind = deregistration ? "Binding Update to de-register" : "Binding Update";
        string again = attempt > 1 ? $", attempt {Text(attempt)}" : string.Empty;
        return $"{kind} {Text(sequence)} over {Text(uplink)}{again}";
    }

    /// <summary>A Binding Acknowledgement came.</summary>
    public static string BindingAcknowledgement(long? sequence, long? status)
    {
        return $"Binding Acknowledgement {Text(sequence)}, status {Text(status)}";
    }

    /// <summary>A binding changed its state.</summary>
    public static string Binding(string? uplink, long? bid, string? state, long? status)
    {
        return $"{Text(uplink)}: binding {Text(bid)} {Text(state)}{Status(status)}";
    }

    /// <summary>The traffic took another uplink; null is none.</summary>
    public static string Path(string? uplink)
    {
        return uplink is null ? "no path" : $"path: {uplink}";
    }

    /// <summary>The router came home by an uplink, or, null, left.</summary>
    public static string Home(string? uplink)
    {
        return uplink is null ? "away from home" : $"at home by {uplink}";
    }

    /// <summary>Another home agent is registered with.</summary>
    public static string HomeAgent(string? address)
    {
        return $"home agent: {Text(address)}";
    }

    /// <summary>The form of the registration changed.</summary>
    public static string RegistrationForm(string? form)
    {
        return $"registration: {Text(form)}";
    }

    /// <summary>A correspondent took or lost an uplink's binding.</summary>
    public static string CorrespondentBinding(string? uplink, bool registered, string? correspondent, long? status)
    {
        string state = registered ? "registered" : "not registered";
        return $"{Text(uplink)}: {state} with correspondent {Text(correspondent)}{Status(status)}";
    }

    /// <summary>What an operator should know.</summary>
    /// <param name="text">The notice.</param>
    /// <param name="uplink">The uplink that it is about, or null.</param>
    /// <param name="value">A number that belongs to it, where it is about no uplink; 0 for none.</param>
    public static string Notice(string? text, string? uplink, long? value)
    {
        return uplink is not null ? $"note: {uplink}: {Text(text)}"
            : value is null or 0 ? $"note: {Text(text)}"
            : $"note: {Text(text)} ({Text(value)})";
    }

    /// <summary>A configuration went on trial, or its trial ended.</summary>
    /// <param name="revision">Which.</param>
    /// <param name="state">The console's name of what became of it.</param>
    /// <param name="reason">Why it was rolled back, or null.</param>
    public static string Configuration(long? revision, string? state, string? reason)
    {
        string became = state switch
        {
            "trial" => "on trial",
            "rolledBack" => "rolled back",
            _ => Text(state),
        };
        return $"configuration: revision {Text(revision)} {became}" + (reason is null ? string.Empty : $": {reason}");
    }

    /// <summary>A line of the router's log.</summary>
    public static string Log(string? line)
    {
        return $"log: {Text(line)}";
    }

    /// <summary>The line to the router's console is tried, is there, or was lost.</summary>
    /// <param name="state"><c>connecting</c>, <c>connected</c> or <c>lost</c>.</param>
    /// <param name="message">Why it was lost, or null.</param>
    public static string Line(string? state, string? message)
    {
        return state switch
        {
            "connected" => "the line to the router is up",
            "lost" => "the line to the router is lost" + (message is null ? string.Empty : $": {message}"),
            _ => "connecting to the router",
        };
    }

    /// <summary>The end of a sentence where a status says more than that all is well.</summary>
    private static string Status(long? status)
    {
        return status is null or 0 ? string.Empty : $", status {Text(status)}";
    }

    private static string Text(string? known)
    {
        return known ?? Unknown;
    }

    private static string Text(long? known)
    {
        return known?.ToString(CultureInfo.InvariantCulture) ?? Unknown;
    }
}
