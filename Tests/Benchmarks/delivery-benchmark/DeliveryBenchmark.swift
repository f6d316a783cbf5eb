// What the gateway's delivery costs, each beside the least that it could cost.

import Glibc
import Uplink
import Vitals

@main
enum DeliveryBenchmark {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("seal", 1): try Sealing.measure()
        case ("commit", 2): try Commit.measure(in: arguments[1])
        case ("disk", 2): try DiskBytes.measure(in: arguments[1])
        case ("offline", 2): try DayOffline.run(in: arguments[1])
        case ("mend", 3): try Mend.measure(in: arguments[1], bytesMax: (Int(arguments[2]) ?? 64) << 20)
        case ("publish", 2): try await Publishing.measure(port: Int(arguments[1]) ?? 1883)
        case ("fill", 6...7):
            guard let frames = Int(arguments[3]), let straps = Int(arguments[4]), let framesOfBatch = Int(arguments[5]) else {
                fallthrough
            }
            try Backlog.fill(
                arguments[1], gateway: try GatewayID(arguments[2]), frames: frames, straps: straps, framesOfBatch: framesOfBatch,
                key: arguments.count > 6 ? try CollectorKey(arguments[6]) : nil)
        default:
            print(
                "say: seal | commit FOLDER | disk FOLDER | offline FOLDER | mend FOLDER MIB | publish PORT | fill FILE GATEWAY FRAMES STRAPS FRAMES_OF_BATCH [KEY]"
            )
            exit(2)
        }
    }
}
