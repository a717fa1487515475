using System.Collections;
using System.Text;
using McoaRouter.Consoles.Operations;
using McoaRouter.Settings;

namespace McoaRouter.Consoles;

/// <summary>Makes one answer of one line.</summary>
internal sealed class RequestDispatcher
{
    private const int NoId = -1;
    private const string IdKey = "id";
    private const string OpKey = "op";

    private readonly RouterConsole _console;
    private readonly ConsoleOp[] _ops =
    {
        new HelloOp(), new GetOp(), new SetOp(), new ChangesOp(), new CheckOp(), new CommitOp(), new ConfirmOp(),
        new RollBackOp(), new StatusOp(), new BindingsOp(), new CountersOp(), new WatchOp(), new LogOp(),
        new CaptureOp(), new RestartOp(), new ResetOp(),
    };

    internal RequestDispatcher(RouterConsole console)
    {
        _console = console;
    }

    /// <summary>Writes the answer to a line that is not empty into the console's writer.</summary>
    internal void Take(ConsoleSession session, byte[] line, int length, long now)
    {
        SettingsFaults faults = new SettingsFaults();
        JsonObjectReader members = Read(line, length, faults);
        if (members == null)
        {
            return;
        }

        long id = members.ReadInteger(IdKey, 0, int.MaxValue, NoId, "use a whole number, 0..2147483647");
        string name = members.ReadText(OpKey, "name an op, such as hello");
        if (faults.Count > 0)
        {
            _console.Counters.NotRequest++;
            string fault = faults.ToArray()[0];
            Refuse(id, ErrorCodes.NotARequest, FaultList.MessageOf(fault), FaultList.PathOf(fault), null);
            return;
        }

        ConsoleOp op = Find(name);
        if (op == null)
        {
            Refuse(id, ErrorCodes.UnknownOp, "is not an op; use one of " + Names(), OpKey, null);
            return;
        }

        if (op.IsCapability && !_console.Board.Has(op.Name))
        {
            Refuse(id, ErrorCodes.Unsupported, "this board can't do it; hello tells what it can", null, null);
            return;
        }

        Run(op, id, new ConsoleRequest(_console, session, members, faults, now));
    }

    /// <summary>Writes the answer to a line that is too long.</summary>
    internal void RefuseTooLong()
    {
        _console.Counters.TooLong++;
        string most = ConsoleLimits.RequestOctets.ToString();
        Refuse(NoId, ErrorCodes.TooLong, "the line has more than " + most + " octets; set a part at a time by path", null, null);
    }

    private JsonObjectReader Read(byte[] line, int length, SettingsFaults faults)
    {
        int at = 0;
        while (at < length && (line[at] == ' ' || line[at] == '\t'))
        {
            at++;
        }

        if (line[at] != '{' || !Utf8.IsValid(line, 0, length))
        {
            _console.Counters.NotJson++;
            string what = line[at] == '{' ? "is not UTF-8" : "does not begin with {";
            Refuse(NoId, ErrorCodes.NotJson, what + "; write one JSON object a line, in UTF-8", null, null);
            return null;
        }

        object root;
        string error;
        if (!JsonText.TryParse(Encoding.UTF8.GetString(line, 0, length), out root, out error) || !(root is Hashtable))
        {
            _console.Counters.NotJson++;
            string fault = error ?? "is not an object; write one JSON object a line";
            string path = FaultList.PathOf(fault);
            Refuse(NoId, ErrorCodes.NotJson, FaultList.MessageOf(fault), path == FaultList.Root ? null : path, null);
            return null;
        }

        return new JsonObjectReader((Hashtable)root, string.Empty, faults);
    }

    private void Run(ConsoleOp op, long id, ConsoleRequest request)
    {
        JsonWriter writer = Begin(id, true);
        writer.BeginObject("result");
        op.Run(request);
        writer.End();
        if (request.Code != null)
        {
            Refuse(id, request.Code, request.Message, request.Path, request.Faults);
        }
        else if (writer.Overflowed)
        {
            string most = ConsoleLimits.LineOctets.ToString();
            Refuse(
                id, ErrorCodes.TooLarge, "the answer has more than " + most + " octets; ask for a part by path", null, null);
        }
    }

    private void Refuse(long id, string code, string message, string path, FaultList faults)
    {
        JsonWriter writer = Begin(id, false);
        writer.BeginObject("error");
        writer.Text("code", code);
        writer.Text("message", message);
        if (path != null)
        {
            writer.Text("path", path);
        }

        if (faults != null)
        {
            faults.Write(writer, "faults");
        }

        writer.End();
    }

    private JsonWriter Begin(long id, bool good)
    {
        JsonWriter writer = _console.Answer;
        writer.Reset();
        writer.BeginObject(null);
        if (id == NoId)
        {
            writer.Text(IdKey, null);
        }
        else
        {
            writer.Number(IdKey, id);
        }

        writer.Flag("ok", good);
        return writer;
    }

    private ConsoleOp Find(string name)
    {
        for (int i = 0; i < _ops.Length; i++)
        {
            if (_ops[i].Name == name)
            {
                return _ops[i];
            }
        }

        return null;
    }

    private string Names()
    {
        string names = string.Empty;
        for (int i = 0; i < _ops.Length; i++)
        {
            names += i == 0 ? _ops[i].Name : ", " + _ops[i].Name;
        }

        return names;
    }
}
