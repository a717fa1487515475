using McoaRouter.Boards.Frame;
using McoaRouter.Boards.FrameConsole;
using McoaRouter.LinkLayers;
using McoaRouter.Security;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Boards;

/// <summary>A board with the whole program on it, in virtual time: one run of it, from a start to the next.</summary>
internal sealed class ProgramBench : IBoard
{
    private const int Turns = 20000;

    private readonly BoardBench _bench = new BoardBench();

    internal ProgramBench(FakeFlash flash)
    {
        Flash = flash;
        CrashLog crashes = new CrashLog(flash, _bench.Log);
        crashes.Open();
        Crashes = crashes;
        Program = new BoardProgram(
            this, _bench.Log, crashes, Heartbeat, null, new TrafficSteering(), MainLoop.LongestWaitMs);
        Program.Start();
    }

    public string Name
    {
        get { return "bench"; }
    }

    public long Milliseconds
    {
        get { return _bench.Milliseconds; }
    }

    public IFileStore Files
    {
        get { return Flash; }
    }

    public ISerialLine Line
    {
        get { return Operator; }
    }

    internal FakeFlash Flash { get; }

    internal FakeLine Operator { get; } = new FakeLine();

    internal Heartbeat Heartbeat { get; } = new Heartbeat();

    internal CrashLog Crashes { get; }

    internal BoardProgram Program { get; }

    /// <summary>The uplinks, or null while none were made.</summary>
    internal ScriptedLayer[] Uplinks { get; private set; }

    internal ScriptedLayer Port { get; private set; }

    /// <summary>The configuration that runs, or null.</summary>
    internal RouterSettings Settings { get; private set; }

    /// <summary>In how many turns a router could be given random octets.</summary>
    internal int Feeds { get; private set; }

    /// <summary>How often the free memory was measured.</summary>
    internal int Measured { get; private set; }

    internal BoardLog Log
    {
        get { return _bench.Log; }
    }

    public void Wait(int milliseconds)
    {
        _bench.Wait(milliseconds);
    }

    public long MeasureMemory()
    {
        Measured++;
        return 123456;
    }

    public ILinkLayer[] MakeUplinks(RouterSettings settings)
    {
        Settings = settings;
        Uplinks = new ScriptedLayer[settings.Uplinks.Length];
        for (int i = 0; i < Uplinks.Length; i++)
        {
            Uplinks[i] = new ScriptedLayer(i == 0 ? "2001:db8:a:1::17" : "2001:db8:b:2::29");
        }

        return Uplinks;
    }

    public IVehiclePort MakePort(RouterSettings settings)
    {
        Port = new ScriptedLayer("2001:db8:100:1::1");
        return Port;
    }

    public void Feed(MobileRouter router, long now)
    {
        if (Feeds == 0)
        {
            router.Seed(new byte[RandomSource.SeedOctets], 0, RandomSource.SeedOctets);
        }

        Feeds++;
    }

    /// <summary>A board with this <c>router.json</c>, or none where it is null, and nothing else.</summary>
    internal static ProgramBench With(string json)
    {
        FakeFlash flash = new FakeFlash();
        if (json != null)
        {
            _ = flash.Write("router.json", FakeFiles.Plain(json));
        }

        return new ProgramBench(flash);
    }

    /// <summary>The next start: only the files stay.</summary>
    internal ProgramBench Restart()
    {
        Flash.CutAfter = -1;
        return new ProgramBench(Flash);
    }

    /// <summary>Turns the program for so many ms, or until it is over.</summary>
    internal void Run(int milliseconds)
    {
        long end = Milliseconds + milliseconds;
        for (int i = 0; i < Turns && Milliseconds < end && !Program.IsOver; i++)
        {
            Program.Turn();
        }
    }

    /// <summary>Turns the program until it is over.</summary>
    /// <returns>The next start.</returns>
    internal ProgramBench RunToRestart()
    {
        Run(1000000);
        Assert.IsTrue(Program.IsOver);
        return Restart();
    }

    /// <summary>Sends a line and gives what came back within some turns.</summary>
    internal string Ask(string line)
    {
        Operator.Type(line + "\n");
        for (int i = 0; i < 200 && (i < 3 || Operator.Unread > 0); i++)
        {
            Program.Turn();
        }

        return Operator.Take();
    }

    /// <summary>Asserts a text in what comes back.</summary>
    internal void Has(string line, string part)
    {
        string answer = Ask(line);
        if (answer.IndexOf(part) < 0)
        {
            Assert.AreEqual(part, answer);
        }
    }

    /// <summary>Commits a configuration whole, and gives the start that runs it on trial.</summary>
    internal ProgramBench Commit(string name)
    {
        Has("{\"op\":\"set\",\"value\":" + BoardTexts.Sound(name) + "}", "\"faults\":[]");
        Has("{\"op\":\"commit\",\"confirmSeconds\":60}", "\"confirmWithinMs\":60000");
        ProgramBench next = RunToRestart();
        next.Run(1);
        return next;
    }

    /// <summary>Whether a line of the log has this text.</summary>
    internal bool Logged(string part)
    {
        for (int i = 0; i < Log.Count; i++)
        {
            if (_bench.TextAt(i).IndexOf(part) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
