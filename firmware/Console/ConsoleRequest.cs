using McoaRouter.Settings;

namespace McoaRouter.Consoles;

/// <summary>One request while it is answered: its members, and what the answer will be.</summary>
internal sealed class ConsoleRequest
{
    private readonly SettingsFaults _faults;

    internal ConsoleRequest(
        RouterConsole console, ConsoleSession session, JsonObjectReader members, SettingsFaults faults, long now)
    {
        Console = console;
        Session = session;
        Members = members;
        _faults = faults;
        Now = now;
    }

    /// <summary>What all sessions share.</summary>
    internal readonly RouterConsole Console;

    /// <summary>Who asks.</summary>
    internal readonly ConsoleSession Session;

    /// <summary>The members, to be read before <see cref="IsSound"/>.</summary>
    internal readonly JsonObjectReader Members;

    /// <summary>Monotonic ms.</summary>
    internal readonly long Now;

    /// <summary>Where the members of the result go.</summary>
    internal JsonWriter Result
    {
        get { return Console.Answer; }
    }

    /// <summary>The error's code, or null where the op was done.</summary>
    internal string Code;

    /// <summary>What is wrong; what to do.</summary>
    internal string Message;

    /// <summary>Where, or null.</summary>
    internal string Path;

    /// <summary>All that is wrong with a configuration, or null.</summary>
    internal FaultList Faults;

    /// <summary>Whether all members were read and are sound; otherwise the answer is an error.</summary>
    internal bool IsSound()
    {
        Members.RefuseUnknownKeys();
        if (_faults.Count == 0)
        {
            return true;
        }

        string fault = _faults.ToArray()[0];
        Fail(ErrorCodes.BadArgument, FaultList.MessageOf(fault), FaultList.PathOf(fault));
        return false;
    }

    /// <summary>The answer is an error.</summary>
    internal void Fail(string code, string message)
    {
        Fail(code, message, null);
    }

    /// <summary>The answer is an error at a place.</summary>
    internal void Fail(string code, string message, string path)
    {
        Code = code;
        Message = message;
        Path = path;
    }

    /// <summary>The answer is that a configuration has faults.</summary>
    internal void FailInvalid(FaultList faults)
    {
        Fail(ErrorCodes.Invalid, "the configuration has faults; correct each of them with set, then commit again");
        Faults = faults;
    }

    /// <summary>The path of the request; null, with an error, where it is none.</summary>
    internal ConfigurationPath ReadPath()
    {
        const string Remedy = "write a path such as uplinks[0].bid";
        string text = Members.Has("path") ? Members.ReadText("path", Remedy) : string.Empty;
        ConfigurationPath path = text == null ? null : ConfigurationPath.TryRead(text);
        if (text != null && path == null)
        {
            Members.AddFault("path", "is not a path", Remedy);
        }

        return path;
    }

    /// <summary>The answer is that there is nothing at a path.</summary>
    internal void FailUnknown(string message)
    {
        Fail(ErrorCodes.UnknownPath, message, "path");
    }
}
